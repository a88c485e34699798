import { h, icon } from '/assets/shared/dom.js'
import { call, load, save } from '/assets/shared/client.js'
import { card } from '/assets/shared/card.js'
import { cited } from '/assets/shared/citation.js'
import { t, tongue } from '/assets/shared/tongue.js'
import { area, clock, join, language, ticketStatus, userType } from '/assets/shared/words.js'

/** A ticket is called by the enquirer's own words. @param {any} ticket */
function title(ticket) {
  const words = (ticket.text || (ticket.events ?? []).filter((e) => e.type === 'message' && e.role === 'user').at(-1)?.text || t('Enquiry without words')).trim()
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
    this.el = h('section', { class: 'ticket-pane', 'aria-label': t('Ticket'), tabindex: '-1' })
    this.clear()
  }

  clear() {
    this.#id = ''
    this.reply = null
    this.el.replaceChildren(h('p', { class: 'dim pick-one' }, t('Choose a ticket to see the conversation, the evidence and a draft reply.')))
  }

  /** @param {string} id */
  async open(id) {
    this.#id = id
    this.reply = null
    this.el.replaceChildren(h('p', { class: 'dim pick-one' }, t('Opening the ticket…')))
    try {
      const ticket = await call('', `/tickets/${encodeURIComponent(id)}?lang=${tongue}`)
      if (this.#id !== id) return
      this.#draw(ticket)
      this.el.focus()
    } catch (err) {
      if (err.status === 401) return this.desk.ended()
      if (this.#id === id) this.el.replaceChildren(this.#back(), h('p', { class: 'error pick-one' }, err.status === 404 ? t('There is no such ticket.') : err.message))
    }
  }

  #back() {
    return h('button', { type: 'button', class: 'quiet back', on: { click: () => this.desk.back() } }, icon('back'), t('All tickets'))
  }

  #draw(ticket) {
    this.#ticket = ticket
    this.el.replaceChildren(
      this.#back(),
      h('header', { class: 'ticket-head' },
        h('h2', {}, title(ticket)),
        h('p', { class: 'ticket-meta' },
          h('span', { class: `tag tag-${ticket.status}` }, ticketStatus(ticket.status)),
          h('span', {}, [userType(ticket.user_type), language(ticket.language), ...(ticket.areas ?? []).map(area)].filter(Boolean).join(', ')),
          h('time', { datetime: ticket.created_at }, clock(ticket.created_at)),
          ticket.contact ? h('a', { href: `mailto:${ticket.contact}` }, ticket.contact) : t('no e-mail given'))),
      ticket.text.length > 140 ? h('div', { class: 'enquirer-note' }, h('h3', {}, t('Note of the enquirer')), h('p', { class: 'prose' }, ticket.text)) : '',
      this.#queue(ticket),
      this.#answer(ticket),
      h('div', { class: 'evidence-grid' }, this.#facts(ticket), this.#conversation(ticket)),
      this.#candidates(ticket))
  }

  #queue(ticket) {
    const queues = ticket.queues ?? []
    const label = (id) => queues.find((q) => q.id === id)?.label ?? id
    const select = h('select', { id: 'queue', testid: 'ticket-queue' }, queues.map((q) => h('option', { value: q.id, selected: q.id === ticket.queue.id }, q.label)))
    const error = h('p', { class: 'error', role: 'alert' })
    select.addEventListener('change', () => this.#patch({ queue: select.value }, error, t('Moved to: {queue}.', { queue: label(select.value) })))
    const others = (ticket.queue.alternatives ?? []).filter((a) => a !== ticket.queue.id)
    return h('div', { class: 'queue-row' },
      h('div', {}, h('label', { for: 'queue' }, t('Queue')), select),
      h('p', { class: 'dim' }, t('Why: {reason}. Confidence {percent} %.', { reason: reason(ticket.queue), percent: Math.round(100 * ticket.queue.confidence) }),
        others.length ? ` ${t('Also possible: {queues}.', { queues: join(others.map(label)) })}` : ''), error)
  }

  /** The reply that was proposed, with its sources below. */
  #proposal(ticket) {
    const sources = (ticket.draft?.citations ?? []).map((c) => `[${c.n}] ${c.title}: ${c.url}`)
    return [ticket.draft?.text ?? '', sources.join('\n')].filter(Boolean).join('\n\n')
  }

  #answer(ticket) {
    const key = `ri-desk-reply ${ticket.id}`
    const answered = ticket.status !== 'open'
    const error = h('div', { class: 'error', role: 'alert' })
    this.reply = h('textarea', { id: 'reply', rows: '12', testid: 'ticket-reply', 'aria-describedby': 'reply-hint' })
    this.reply.value = load(key) ?? (answered ? '' : this.#proposal(ticket))
    this.reply.addEventListener('input', () => save(key, this.reply.value))
    const send = h('button', { type: 'submit', class: 'button', testid: 'ticket-send' }, answered ? t('Send another reply') : t('Send reply'))
    const close = h('button', { type: 'button', class: 'button second', testid: 'ticket-close', on: { click: () =>
      this.#patch({ status: ticket.status === 'closed' ? 'open' : 'closed' }, error, ticket.status === 'closed' ? t('The ticket is open again.') : t('The ticket is closed.')) } }, ticket.status === 'closed' ? t('Reopen') : t('Close without reply'))
    if (ticket.status === 'answered') close.textContent = t('Close')
    return h('form', { class: 'answer', on: { submit: async (e) => {
      e.preventDefault()
      if (!this.reply.value.trim()) {
        error.textContent = t('The reply is empty.')
        return this.reply.focus()
      }
      send.disabled = true
      if (await this.#patch({ reply: this.reply.value }, error, t('Sent to the enquirer.'))) save(key, null)
      send.disabled = false
    } } },
    h('label', { for: 'reply' }, t('Reply')),
    h('p', { class: 'dim', id: 'reply-hint' }, answered ? t('Appears in the enquirer’s conversation.') : t('A draft from the records below; edit it as you like. It goes out only when you press Send, and appears in the enquirer’s conversation.')),
    this.reply, error,
    h('div', { class: 'form-actions' }, send, close,
      h('button', { type: 'button', class: 'quiet', on: { click: () => {
        this.reply.value = this.#proposal(ticket)
        save(key, null)
        this.reply.focus()
      } } }, t('Use the proposed draft'))),
    ticket.draft?.text ? h('details', { class: 'sources' }, h('summary', {}, t('The proposed draft with its evidence')),
      h('div', { class: 'card-lead' }, ticket.draft.text.split(/\n{2,}/).map((p) => cited(p, ticket.draft.citations ?? [])))) : '')
  }

  /** Changes the ticket; what is typed stays when it fails. @returns {Promise<boolean>} */
  async #patch(change, error, done) {
    const id = this.#id
    error.replaceChildren()
    try {
      const ticket = await call('', `/tickets/${encodeURIComponent(id)}?lang=${tongue}`, { method: 'PATCH', body: { version: this.#ticket.version, ...change } })
      if (change.reply) save(`ri-desk-reply ${id}`, null)
      if (this.#id === id) {
        this.#draw(ticket)
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
    error.replaceChildren(t('A colleague changed this ticket in the meantime. What you typed is kept.'), ' ',
      h('button', { type: 'button', class: 'quiet', on: { click: () => this.open(this.#id) } }, t('Load the newest version')))
  }

  #facts(ticket) {
    const list = ticket.facts ?? []
    return h('section', {}, h('h3', {}, t('What is known')),
      list.length ? h('ul', { class: 'facts' }, list.map((f) => h('li', { testid: 'ticket-fact', 'data-name': f.name },
        h('strong', {}, f.text), f.source?.ref ? h('span', { class: 'dim' }, ` ${t('from “{words}”', { words: f.source.ref })}`) : '',
        f.confidence < .75 ? h('span', { class: 'dim' }, `, ${t('{percent} % sure', { percent: Math.round(100 * f.confidence) })}`) : '')))
        : h('p', { class: 'dim' }, t('No facts were found in the conversation.')))
  }

  #conversation(ticket) {
    const items = (ticket.events ?? []).filter((e) => e.type === 'message' || e.type === 'reply')
    return h('section', {}, h('h3', {}, t('Conversation')),
      items.length ? h('ol', { class: 'thread' }, items.map((e) => {
        const who = e.type === 'reply' ? t('AI system') : e.role === 'staff' ? t('Help desk') : t('Enquirer')
        const text = e.type === 'reply' ? e.reply?.text ?? '' : e.text
        return h('li', { class: `thread-${e.type === 'reply' ? 'reply' : e.role}` },
          h('p', { class: 'dim' }, `${who}, `, h('time', { datetime: e.at }, clock(e.at))),
          text.length > 700 ? h('details', {}, h('summary', {}, `${text.slice(0, 220).trim()}…`), h('p', { class: 'prose' }, text)) : h('p', { class: 'prose' }, text))
      })) : h('p', { class: 'dim' }, t('Nothing was said before the hand-over.')))
  }

  #candidates(ticket) {
    const list = ticket.candidates ?? []
    return h('section', {}, h('h3', {}, t('Candidates with their verdicts')),
      list.length ? h('div', { class: 'candidates' }, list.map((r) => card(r, { level: 'h4', testid: 'ticket-candidate' })))
        : h('p', { class: 'dim' }, t('No facility of the catalogue fits what was asked.')),
      (ticket.duplicates ?? []).length ? h('p', { class: 'dim' }, `${t('Looks like:')} `, ticket.duplicates.map((d) => h('a', { href: `#${d}` }, d))) : '')
  }
}

/** Why a ticket went to its queue. @param {any} queue */
function reason({ words = [], user = '', by_staff: moved = false, reason: other }) {
  const signs = words.map((word) => t('“{word}” in the text', { word }))
  if (user === 'industry') signs.push(t('the enquirer is a company'))
  if (user === 'researcher') signs.push(t('the enquirer is a researcher'))
  if (moved) signs.push(t('set by staff'))
  if (signs.length) return join(signs)
  return other || t('nothing in the enquiry points to a special desk')
}
