import { h, uid } from '/assets/shared/dom.js'
import { call } from '/assets/shared/client.js'
import { t } from '/assets/shared/tongue.js'

/**
 * The form that hands a conversation to the help desk. It says what is shared
 * before anything is.
 * @param {import('./session.js').Session} session
 * @param {() => void} close called when the form is done or put away
 * @param {() => void} sent
 */
export function handoff(session, close, sent) {
  const title = uid('handoff'), note = uid('note'), mail = uid('mail'), mailHint = uid('hint')
  const error = h('p', { class: 'error', role: 'alert' })
  const text = h('textarea', { id: note, rows: '3', name: 'text' })
  const contact = h('input', { id: mail, type: 'email', name: 'contact', autocomplete: 'email', 'aria-describedby': mailHint })
  const send = h('button', { class: 'button', type: 'submit', testid: 'handoff-send' }, t('Send to the help desk'))
  const form = h('form', { class: 'handoff', testid: 'handoff-form', novalidate: true, 'aria-labelledby': title, on: {
    keydown: (e) => {
      if (e.key !== 'Escape') return
      e.stopPropagation()
      close()
    },
    submit: async (e) => {
      e.preventDefault()
      error.textContent = ''
      send.disabled = true
      try {
        const conversation = await session.ensure()
        await call(session.base, '/tickets', { method: 'POST', body: { conversation, text: text.value.trim(), contact: contact.value.trim() } })
        sent()
        await session.open()
      } catch (err) {
        error.textContent = err.message
        if (err.status === 400) contact.focus()
      } finally {
        send.disabled = false
      }
    },
  } },
  h('h2', { id: title, tabindex: '-1' }, t('Talk to a person')),
  h('p', {}, t('The help desk gets this whole conversation, your note, and the facts found in it. The answer appears here.')),
  h('label', { for: note }, t('Note to the help desk'), h('span', { class: 'dim' }, t(' (optional)'))), text,
  h('label', { for: mail }, t('E-mail'), h('span', { class: 'dim' }, t(' (optional)'))),
  h('p', { class: 'dim', id: mailHint }, t('Only if staff should be able to reach you when this page is closed.')), contact,
  error,
  h('div', { class: 'form-actions' }, send, h('button', { type: 'button', class: 'button second', on: { click: close } }, t('Cancel'))))
  return { form, focus: () => text.focus() }
}
