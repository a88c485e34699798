import { h, icon } from '/assets/shared/dom.js'
import { call, load, save } from '/assets/shared/client.js'
import { card } from '/assets/shared/card.js'
import { cited } from '/assets/shared/citation.js'
import { capital, clock, country, fact, mode } from '/assets/shared/words.js'

const stateWords = { open: 'Open', answered: 'Answered', closed: 'Closed' }

/** A ticket is called by the enquirer's own words. @param {any} t */
function title(t) {
  const words = (t.text || (t.events ?? []).filter((e) => e.type === 'message' && e.role === 'user').at(-1)?.text || 'Enquiry without words').trim()
  return words.length > 140 ? `${words.slice(0, 140).replace(/\s\S*$/, '')}…` : words
}

/** One ticket: the conversation, the evidence, and the reply that staff writes. */
export class TicketView {
  #id = ''
  #ticket = null

  /** @param {{ended: () => void, changed: () => void, back: () => void}} desk */
  constructor(desk) {
    this.desk = desk
    /** @type {HTMLTextAreaElement|null} */
    this.reply = null
    /** @type {HTMLElement} */
    this.el = h('section', { class: 'ticket-pane', 'aria-label': 'Ticket', tabindex: '-1' })
    this.clear()
  }

  clear() {
    this.#id = ''
    this.reply = null
    this.el.replaceChildren(h('p', { class: 'dim pick-one' }, 'Choose a ticket to see the conversation, the evidence and a draft reply.'))
  }

  /** @param {string} id */
  async open(id) {
    this.#id = id
    this.reply = null
    this.el.replaceChildren(h('p', { class: 'dim pick-one' }, 'Opening the ticket…'))
    try {
      const t = await call('', `/tickets/${encodeURIComponent(id)}`)
      if (this.#id !== id) return
      this.#draw(t)
      this.el.focus()
    } catch (err) {
      if (err.status === 401) return this.desk.ended()
      if (this.#id === id) this.el.replaceChildren(this.#back(), h('p', { class: 'error pick-one' }, err.status === 404 ? 'There is no such ticket.' : err.message))
    }
  }

  #back() {
    return h('button', { type: 'button', class: 'quiet back', on: { click: () => this.desk.back() } }, icon('back'), 'All tickets')
  }

  #draw(t) {
    this.#ticket = t
    this.el.replaceChildren(
      this.#back(),
      h('header', { class: 'ticket-head' },
        h('h2', {}, title(t)),
        h('p', { class: 'ticket-meta' },
          h('span', { class: `tag tag-${t.status}` }, stateWords[t.status] ?? t.status),
          h('span', {}, [t.user_type?.replaceAll('_', ' '), t.language, ...(t.areas ?? [])].filter(Boolean).join(', ')),
          h('time', { datetime: t.created_at }, clock(t.created_at)),
          t.contact ? h('a', { href: `mailto:${t.contact}` }, t.contact) : 'no e-mail given')),
      t.text.length > 140 ? h('div', { class: 'enquirer-note' }, h('h3', {}, 'Note of the enquirer'), h('p', { class: 'prose' }, t.text)) : '',
      this.#queue(t),
      this.#answer(t),
      h('div', { class: 'evidence-grid' }, this.#facts(t), this.#conversation(t)),
      this.#candidates(t))
  }

  #queue(t) {
    const queues = (t.queues ?? []).map((q) => ({ id: q.id ?? q.ID, label: q.label ?? q.Label }))
    const label = (id) => queues.find((q) => q.id === id)?.label ?? id
    const select = h('select', { id: 'queue', testid: 'ticket-queue' }, queues.map((q) => h('option', { value: q.id, selected: q.id === t.queue.id }, q.label)))
    const error = h('p', { class: 'error', role: 'alert' })
    select.addEventListener('change', () => this.#patch({ queue: select.value }, error, `Moved to ${label(select.value)}.`))
    const others = (t.queue.alternatives ?? []).filter((a) => a !== t.queue.id)
    return h('div', { class: 'queue-row' },
      h('div', {}, h('label', { for: 'queue' }, 'Queue'), select),
      h('p', { class: 'dim' }, `Why: ${t.queue.reason || 'no reason given'}. Confidence ${Math.round(100 * t.queue.confidence)} %.`,
        others.length ? ` Also possible: ${others.map(label).join(', ')}.` : ''), error)
  }

  /** The reply that was proposed, with its sources below, unless staff has begun one here. */
  #proposal(t) {
    const sources = (t.draft?.citations ?? []).map((c) => `[${c.n}] ${c.title}: ${c.url}`).join('\n')
    return [t.draft?.text ?? '', sources && `Sources:\n${sources}`].filter(Boolean).join('\n\n')
  }

  #answer(t) {
    const key = `ri-desk-reply ${t.id}`
    const answered = t.status !== 'open'
    const error = h('div', { class: 'error', role: 'alert' })
    this.reply = h('textarea', { id: 'reply', rows: '12', testid: 'ticket-reply', 'aria-describedby': 'reply-hint' })
    this.reply.value = load(key) ?? (answered ? '' : this.#proposal(t))
    this.reply.addEventListener('input', () => save(key, this.reply.value))
    const send = h('button', { type: 'submit', class: 'button', testid: 'ticket-send' }, answered ? 'Send another reply' : 'Send reply')
    const close = h('button', { type: 'button', class: 'button second', testid: 'ticket-close', on: { click: () =>
      this.#patch({ status: t.status === 'closed' ? 'open' : 'closed' }, error, t.status === 'closed' ? 'Reopened.' : 'Closed.') } }, t.status === 'closed' ? 'Reopen' : 'Close without reply')
    if (t.status === 'answered') close.textContent = 'Close'
    return h('form', { class: 'answer', on: { submit: async (e) => {
      e.preventDefault()
      if (!this.reply.value.trim()) {
        error.textContent = 'The reply is empty.'
        return this.reply.focus()
      }
      send.disabled = true
      if (await this.#patch({ reply: this.reply.value }, error, 'Sent to the enquirer.')) save(key, null)
      send.disabled = false
    } } },
    h('label', { for: 'reply' }, 'Reply'),
    h('p', { class: 'dim', id: 'reply-hint' }, answered ? 'Appears in the enquirer’s conversation.' : 'A draft from the records below; edit it as you like. It goes out only when you press Send, and appears in the enquirer’s conversation.'),
    this.reply, error,
    h('div', { class: 'form-actions' }, send, close,
      h('button', { type: 'button', class: 'quiet', on: { click: () => {
        this.reply.value = this.#proposal(t)
        save(key, null)
        this.reply.focus()
      } } }, 'Use the proposed draft')),
    t.draft?.text ? h('details', { class: 'sources' }, h('summary', {}, 'The proposed draft with its evidence'),
      h('div', { class: 'card-lead' }, t.draft.text.split(/\n{2,}/).map((p) => cited(p, t.draft.citations ?? [])))) : '')
  }

  /** Changes the ticket; what is typed stays when it fails. @returns {Promise<boolean>} */
  async #patch(change, error, done) {
    const id = this.#id
    error.replaceChildren()
    try {
      const t = await call('', `/tickets/${encodeURIComponent(id)}`, { method: 'PATCH', body: { version: this.#ticket.version, ...change } })
      if (change.reply) save(`ri-desk-reply ${id}`, null)
      if (this.#id === id) {
        this.#draw(t)
        this.el.prepend(h('p', { class: 'done', role: 'status' }, icon('met'), done))
        this.el.focus()
        this.el.scrollIntoView({ block: 'start' })
      }
      this.desk.changed()
      return true
    } catch (err) {
      if (err.status === 401) this.desk.ended()
      else if (err.status === 412) this.#stale(error, change)
      else error.textContent = err.message
      return false
    }
  }

  #stale(error, change) {
    const key = `ri-desk-reply ${this.#id}`
    if (change.reply) save(key, change.reply)
    error.replaceChildren('A colleague changed this ticket in the meantime. What you typed is kept. ',
      h('button', { type: 'button', class: 'quiet', on: { click: () => this.open(this.#id) } }, 'Load the newest version'))
  }

  #facts(t) {
    const list = t.facts ?? []
    return h('section', {}, h('h3', {}, 'What is known'),
      list.length ? h('dl', { class: 'facts' }, list.map((f) => h('div', { testid: 'ticket-fact', 'data-name': f.name },
        h('dt', {}, capital(fact(f.name).replace(/^(your|whether your) /, ''))),
        h('dd', {}, h('strong', {}, factValue(f.name, f.value)), f.source?.ref ? h('span', { class: 'dim' }, ` from “${f.source.ref}”`) : '',
          f.confidence < .75 ? h('span', { class: 'dim' }, `, ${Math.round(100 * f.confidence)} % sure`) : ''))))
        : h('p', { class: 'dim' }, 'No facts were found in the conversation.'))
  }

  #conversation(t) {
    const items = (t.events ?? []).filter((e) => e.type === 'message' || e.type === 'reply')
    return h('section', {}, h('h3', {}, 'Conversation'),
      items.length ? h('ol', { class: 'thread' }, items.map((e) => {
        const who = e.type === 'reply' ? 'AI system' : e.role === 'staff' ? 'Help desk' : 'Enquirer'
        const text = e.type === 'reply' ? e.reply?.text ?? '' : e.text
        return h('li', { class: `thread-${e.type === 'reply' ? 'reply' : e.role}` },
          h('p', { class: 'dim' }, `${who}, `, h('time', { datetime: e.at }, clock(e.at))),
          text.length > 700 ? h('details', {}, h('summary', {}, `${text.slice(0, 220).trim()}…`), h('p', { class: 'prose' }, text)) : h('p', { class: 'prose' }, text))
      })) : h('p', { class: 'dim' }, 'Nothing was said before the hand-over.'))
  }

  #candidates(t) {
    const list = t.candidates ?? []
    return h('section', {}, h('h3', {}, 'Candidates with their verdicts'),
      list.length ? h('div', { class: 'candidates' }, list.map((r) => card(r, { level: 'h4', testid: 'ticket-candidate' })))
        : h('p', { class: 'dim' }, 'No facility of the catalogue fits what was asked.'),
      (t.duplicates ?? []).length ? h('p', { class: 'dim' }, 'Looks like: ', t.duplicates.map((d) => h('a', { href: `#${d}` }, d))) : '')
  }
}

/** A fact's value in words. @param {string} name @param {any} value */
function factValue(name, value) {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (name === 'country') return country(String(value))
  if (name === 'org_type') return { sme: 'SME', startup: 'start-up' }[value] ?? String(value).replaceAll('_', ' ')
  if (name === 'mode') return mode(value)
  return typeof value === 'string' ? value.replaceAll('_', ' ') : String(value)
}
