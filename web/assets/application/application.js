import { h, icon, outLink } from '/assets/shared/dom.js'
import { translate } from '/assets/shared/page.js'
import { call } from '/assets/shared/client.js'
import { Field } from '/assets/application/field.js'
import { Saver } from '/assets/application/saver.js'
import { t, tongue } from '/assets/shared/tongue.js'

/** The page of one application draft. Nothing leaves it but by the person's own hand. */
const main = document.querySelector('main')
await translate()
const id = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1) ?? '')

try {
  build(await call('', `/applications/${encodeURIComponent(id)}?lang=${tongue}`))
} catch (err) {
  const gone = err.status === 404
  main.replaceChildren(h('div', { class: 'text' }, h('h1', {}, gone ? t('This draft is not stored here') : t('The draft could not be opened')),
    h('p', {}, gone ? t('It may have been erased, or the address is incomplete. You can start a new one from the conversation.') : err.message),
    h('p', {}, h('a', { class: 'button', href: '/' }, t('Go to the conversation')))))
}

/** @param {any} draft */
function build(draft) {
  const saver = new Saver(draft)
  const fields = draft.fields.map((f) => new Field(f, saver))
  const sections = [...new Set(draft.fields.map((f) => f.section))]
  const state = h('p', { class: 'save-state', testid: 'save-state', role: 'status', 'data-state': 'saved' }, t('All changes are saved as you type'))
  const save = h('button', { type: 'button', class: 'button second', hidden: true, on: { click: () => saver.flush() } }, t('Save'))
  const saveRow = h('div', { class: 'save-row' }, state, save)
  const counts = h('p', { class: 'counts' })
  const bar = h('progress', { max: '1', value: '0', 'aria-label': t('Fields confirmed') })
  const todo = h('ul', { class: 'todo' })
  const todoHead = h('h3')
  const submit = h('button', { type: 'button', class: 'button', testid: 'submit', 'aria-describedby': 'submit-note', on: { click: finish } }, t('Mark as ready'))
  const note = h('p', { class: 'dim', id: 'submit-note' })
  const error = h('p', { class: 'error', role: 'alert' })
  document.title = `${draft.form.title}: ${draft.infrastructure.name}`

  const aside = h('aside', { class: 'side', 'aria-label': t('Progress and next steps') },
    h('div', { class: 'side-box' },
      h('h2', {}, t('Progress')), bar, counts, saveRow,
      todoHead, todo, submit, note, error),
    h('div', { class: 'side-box' },
      h('h2', {}, t('Take it with you')),
      h('p', { class: 'dim' }, t('With the source of every value.')),
      h('div', { class: 'exports' },
        h('a', { class: 'button second', testid: 'export-html', href: link('html'), download: true }, t('Export HTML')),
        h('a', { class: 'button second', testid: 'export-json', href: link('json'), download: true }, t('Export JSON'))),
      draft.apply_url ? h('p', {}, outLink(draft.apply_url, {}, t('Where the facility takes applications'))) : '',
      contact(draft.contact)))

  main.replaceChildren(
    h('div', { class: 'draft-head' },
      h('p', { class: 'dim' }, t('Application draft')),
      h('h1', {}, draft.form.title),
      h('p', { class: 'for' }, t('For '), outLink(draft.infrastructure.url, {}, draft.infrastructure.name)),
      h('p', { class: 'notice' }, icon('info'), h('span', {}, draft.notice))),
    h('div', { class: 'draft-body' },
      h('form', { class: 'draft-form', novalidate: true, 'aria-label': draft.form.title, on: { submit: (e) => e.preventDefault() } },
        sections.map((s) => h('section', { class: 'draft-section' }, h('h2', {}, s),
          fields.filter((f) => f.data.section === s).map((f) => f.el)))),
      aside))

  for (const [key, edit] of saver.unsaved) fields.find((f) => f.data.key === key)?.fill(edit.value)
  saver.addEventListener('saved', (e) => {
    for (const f of fields) {
      const unsaved = saver.unsaved.has(f.data.key) || (f.el.dataset.state === 'edited' && f.data.key !== e.detail.key)
      if (!unsaved) f.show(e.detail.draft.fields.find((d) => d.key === f.data.key), f.data.key === e.detail.key && document.activeElement === f.input)
    }
    progress(e.detail.draft)
  })
  saver.addEventListener('state', (e) => {
    const { state: now, text, key } = e.detail
    state.dataset.state = now
    if (state.textContent !== text) state.textContent = text
    save.hidden = now !== 'failed'
    if (key) fields.find((f) => f.data.key === key)?.fail(text)
    ready()
  })
  for (const f of fields) f.fit()
  progress(draft)
  saver.flush()

  function link(format) {
    return `/api/v1/applications/${encodeURIComponent(draft.id)}/export?format=${format}&lang=${tongue}`
  }

  /** @param {any} d */
  function progress(d) {
    const filled = fields.filter((f) => f.data.value !== null)
    const confirmed = filled.filter((f) => f.data.confirmed)
    bar.max = fields.length
    bar.value = confirmed.length
    counts.textContent = t('{filled} of {all} filled, {confirmed} confirmed', { filled: filled.length, all: fields.length, confirmed: confirmed.length })
    const open = fields.filter((f) => !f.done)
    todoHead.textContent = open.length ? t('Still to do ({n})', { n: open.length }) : ''
    todo.replaceChildren(...open.slice(0, 6).map((f) => h('li', {}, h('a', { href: `#${f.input.id}`, on: { click: (e) => {
      e.preventDefault()
      f.input.focus()
      f.el.scrollIntoView({ block: 'center' })
    } } }, f.data.label), h('span', { class: 'dim' }, f.data.value === null ? t(' fill in') : t(' confirm')))),
    ...(open.length > 6 ? [h('li', { class: 'dim' }, t('and {n} more', { n: open.length - 6 }))] : []))
    if (d.status !== 'draft') final()
    ready()
  }

  function ready() {
    if (saver.draft.status !== 'draft') return
    const open = fields.filter((f) => !f.done)
    submit.disabled = open.length > 0 || saver.unsaved.size > 0
    note.textContent = open.length
      ? t('Possible once every required field is filled and every filled field is confirmed by you. Nothing is sent to anybody.')
      : t('This closes the draft for changes. Nothing is sent to anybody: you hand it in yourself.')
  }

  function final() {
    for (const f of fields) f.lock()
    submit.hidden = saveRow.hidden = true
    note.className = 'ready'
    note.textContent = t('Marked as ready. The draft can’t be changed any more. Nothing was sent: export it and hand it in at the facility.')
  }

  async function finish() {
    submit.disabled = true
    error.textContent = ''
    try {
      const d = await call('', `/applications/${encodeURIComponent(draft.id)}/submit?lang=${tongue}`, { method: 'POST', body: { version: saver.draft.version } })
      saver.draft = d
      for (const f of fields) f.show(d.fields.find((x) => x.key === f.data.key))
      progress(d)
      note.setAttribute('tabindex', '-1')
      note.focus()
    } catch (err) {
      error.textContent = err.status === 412 ? t('The draft was changed in another window. Reload this page, look at it again, and mark it then.') : err.message
      ready()
    }
  }
}

/** @param {any} c an office, never a person */
function contact(c) {
  if (!c) return ''
  return h('p', {}, t('Contact: '), c.url ? outLink(c.url, {}, c.name || t('the facility')) : c.name ?? '',
    c.email ? [' ', h('a', { href: `mailto:${c.email}` }, c.email)] : '')
}
