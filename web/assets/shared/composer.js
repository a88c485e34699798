import { h, icon, uid } from '/assets/shared/dom.js'
import { t } from '/assets/shared/tongue.js'

/** The server's limit, in bytes. */
const most = 16 << 10
const warnFrom = 15 << 10
const bytes = (s) => new TextEncoder().encode(s).length

/**
 * The box to write in. Enter sends, Shift+Enter makes a new line.
 * @param {{say: (text: string) => void, stop: () => void}} around
 */
export function composer(around) {
  const id = uid('composer')
  const hint = uid('hint')
  const box = h('textarea', { id, rows: '1', testid: 'composer', 'aria-describedby': hint, autocomplete: 'off', enterkeyhint: 'send',
    placeholder: t('Describe what you need') })
  const send = h('button', { type: 'submit', class: 'send', testid: 'send', 'aria-label': t('Send') }, icon('send'))
  const stop = h('button', { type: 'button', class: 'stop', testid: 'stop', hidden: true, on: { click: around.stop } }, icon('stop'), t('Stop'))
  const count = h('span', { class: 'count', role: 'status' })
  let soon = 0
  const form = h('form', { class: 'composer', on: { submit: (e) => {
    e.preventDefault()
    submit()
  } } },
  h('label', { for: id, class: 'sr' }, t('Your message')),
  h('div', { class: 'composer-box' }, box, stop, send),
  h('p', { class: 'composer-hint', id: hint }, h('span', { class: 'keys' }, t('Enter sends, Shift+Enter starts a new line. ')), count))

  function submit() {
    const text = box.value.trim()
    if (!text || bytes(text) > most) return box.focus()
    box.value = ''
    fit()
    around.say(text)
  }

  function fit() {
    box.style.height = 'auto'
    box.style.height = box.value ? `${box.scrollHeight + 2}px` : ''
    const n = bytes(box.value)
    count.textContent = n < warnFrom ? '' : n > most ? t('Too long by {over} of {most} bytes: shorten it or send it in parts.', { over: n - most, most }) : t('{n} bytes left', { n: most - n })
    box.setAttribute('aria-invalid', String(n > most))
    form.classList.toggle('is-empty', !box.value.trim())
  }

  box.addEventListener('input', fit)
  box.addEventListener('keydown', (e) => {
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return
    e.preventDefault()
    submit()
  })
  form.classList.add('is-empty')

  return {
    form,
    focus: () => box.focus(),
    /** Shows the Stop button while a reply is made. @param {boolean} on */
    busy(on) {
      clearTimeout(soon)
      if (on && stop.hidden) soon = setTimeout(() => { stop.hidden = false }, 700)
      if (on || stop.hidden) return
      if (stop.matches(':focus')) box.focus()
      stop.hidden = true
    },
    /** Puts a text back to be edited. */
    put(text) {
      box.value = box.value ? `${text}\n${box.value}` : text
      fit()
      box.focus()
    },
  }
}
