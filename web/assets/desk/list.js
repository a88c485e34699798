import { h } from '/assets/shared/dom.js'
import { call } from '/assets/shared/client.js'
import { clock } from '/assets/shared/words.js'

const views = { open: 'Open', answered: 'Answered', closed: 'Closed', all: 'All' }

/** The tickets of one status. */
export class TicketList {
  #status = 'open'
  #chosen = ''
  #rows = []
  #timer = 0

  /** @param {{ended: () => void, choose: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk
    this.tabs = h('div', { class: 'views', role: 'group', 'aria-label': 'Status' }, Object.entries(views).map(([status, label]) =>
      h('button', { type: 'button', 'data-status': status, 'aria-pressed': String(status === this.#status), on: { click: () => this.#show(status) } }, label)))
    this.list = h('ul', { class: 'tickets' })
    this.note = h('p', { class: 'dim list-note', role: 'status' })
    /** @type {HTMLElement} */
    this.el = h('section', { class: 'list-pane', 'aria-label': 'Tickets' }, this.tabs, this.note, this.list)
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
      const { tickets } = await call('', `/tickets?status=${status}`)
      if (status !== this.#status) return
      this.#rows = tickets
      this.#draw()
    } catch (err) {
      if (err.status === 401) return this.desk.ended()
      this.note.textContent = `${err.message} The list may be old.`
    }
    this.#timer = setTimeout(() => {
      if (!this.el.isConnected) return
      if (document.hidden) document.addEventListener('visibilitychange', () => this.refresh(), { once: true })
      else this.refresh()
    }, 30_000)
  }

  #draw() {
    const focused = document.activeElement?.dataset?.id
    this.note.textContent = this.#rows.length ? '' : this.#status === 'open' ? 'No open tickets. New ones appear here by themselves.' : 'No tickets of this kind.'
    this.list.replaceChildren(...this.#rows.map((t) => h('li', {},
      h('button', { type: 'button', class: 'ticket-row', testid: 'ticket-row', 'data-id': t.id, on: { click: () => this.desk.choose(t.id) } },
        h('span', { class: 'row-top' },
          h('span', { class: 'tag' }, t.queue.replaceAll('-', ' ')),
          t.urgency && t.urgency !== 'normal' ? h('span', { class: 'tag tag-closing' }, t.urgency) : '',
          this.#status === 'all' ? h('span', { class: 'tag tag-closed' }, t.status) : '',
          h('time', { class: 'dim', datetime: t.created_at }, clock(t.created_at))),
        h('span', { class: 'row-text' }, t.summary.replace(/\s*\([a-z_]+: .*\)$/s, '') || 'No summary'),
        h('span', { class: 'dim row-who' }, [t.user_type?.replaceAll('_', ' '), t.language].filter(Boolean).join(', '))))))
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
    const at = this.#rows.findIndex((t) => t.id === this.#chosen)
    const next = this.#rows[at < 0 ? 0 : at + by]
    if (next) this.desk.choose(next.id)
  }
}
