import { h } from '/assets/shared/dom.js'
import { call } from '/assets/shared/client.js'
import { clock, language, ticketStatus, urgency, userType } from '/assets/shared/words.js'
import { t, tongue } from '/assets/shared/tongue.js'

/** The tickets of one status. */
export class TicketList {
  #status = 'open'
  #chosen = ''
  #rows = []
  #timer = 0

  /** @param {{ended: () => void, choose: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk
    this.tabs = h('div', { class: 'views', role: 'group', 'aria-label': t('Status') }, ['open', 'answered', 'closed', 'all'].map((status) =>
      h('button', { type: 'button', 'data-status': status, 'aria-pressed': String(status === this.#status), on: { click: () => this.#show(status) } }, ticketStatus(status))))
    this.list = h('ul', { class: 'tickets' })
    this.note = h('p', { class: 'dim list-note', role: 'status' })
    /** @type {HTMLElement} */
    this.el = h('section', { class: 'list-pane', 'aria-label': t('Tickets') }, this.tabs, this.note, this.list)
  }

  #show(status) {
    this.#status = status
    for (const b of this.tabs.children) b.setAttribute('aria-pressed', String(b.dataset.status === status))
    this.refresh()
  }

  /** Reads the list now, and again every half minute while the page is looked at. */
  async refresh() {
    clearTimeout(this.#timer)
    const status = this.#status
    try {
      const { tickets } = await call('', `/tickets?status=${status}&lang=${tongue}`)
      if (status !== this.#status) return
      this.#rows = tickets
      this.#draw()
    } catch (err) {
      if (err.status === 401) return this.desk.ended()
      this.note.textContent = `${err.message} ${t('The list may be old.')}`
    }
    this.#timer = setTimeout(() => {
      if (!this.el.isConnected) return
      if (document.hidden) document.addEventListener('visibilitychange', () => this.refresh(), { once: true })
      else this.refresh()
    }, 30_000)
  }

  #draw() {
    const focused = document.activeElement?.dataset?.id
    this.note.textContent = this.#rows.length ? '' : this.#status === 'open' ? t('No open tickets. New ones appear here by themselves.') : t('No tickets of this kind.')
    this.list.replaceChildren(...this.#rows.map((row) => h('li', {},
      h('button', { type: 'button', class: 'ticket-row', testid: 'ticket-row', 'data-id': row.id, on: { click: () => this.desk.choose(row.id) } },
        h('span', { class: 'row-top' },
          h('span', { class: 'tag' }, row.queue_label),
          row.urgency && row.urgency !== 'normal' ? h('span', { class: 'tag tag-closing' }, urgency(row.urgency)) : '',
          this.#status === 'all' ? h('span', { class: 'tag tag-closed' }, ticketStatus(row.status)) : '',
          h('time', { class: 'dim', datetime: row.created_at }, clock(row.created_at))),
        h('span', { class: 'row-text' }, row.summary.replace(/\s*\([a-z_]+: .*\)$/s, '') || t('Enquiry without words')),
        h('span', { class: 'dim row-who' }, [userType(row.user_type), language(row.language)].filter(Boolean).join(', '))))))
    this.mark(this.#chosen)
    if (focused) this.list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
  }

  /** @param {string} id */
  mark(id) {
    this.#chosen = id
    for (const b of this.list.querySelectorAll('button')) b.setAttribute('aria-current', String(b.dataset.id === id))
  }

  focus() {
    (this.list.querySelector('button') ?? this.tabs.firstChild).focus()
  }

  /** Goes to the next or the previous ticket. @param {1|-1} by */
  step(by) {
    const at = this.#rows.findIndex((row) => row.id === this.#chosen)
    const next = this.#rows[at < 0 ? 0 : at + by]
    if (next) this.desk.choose(next.id)
  }
}
