import { h, icon, outLink } from '/assets/shared/dom.js'
import { reply, spoken, voted } from '/assets/shared/reply.js'
import { clock } from '/assets/shared/words.js'
import { t } from '/assets/shared/tongue.js'

/** The log: what was said, what is being said, and what did not get through. */
export class Transcript {
  /** @type {Map<string, HTMLElement>} messages that wait, by client id */ #waiting = new Map()
  /** @type {Set<number>} messages without a reply */ #open = new Set()
  /** @type {Set<number>} messages sent from here: only their replies are read out */ #mine = new Set()
  /** @type {{seq: number, part: number, el: HTMLElement, text: Text}|null} */ #draft = null
  #busy
  #slow = 0

  /**
   * @param {import('./reply.js').Around & {edit: (text: string) => void, announce: (text: string) => void, changed: (el?: HTMLElement) => void}} around
   */
  constructor(around, opening) {
    this.around = around
    this.opening = opening
    this.#busy = h('p', { class: 'working', hidden: true }, h('span', { class: 'dots' }, h('i'), h('i'), h('i')), h('span', {}, t('Reading the records')))
    this.el = h('div', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': t('Conversation') }, opening, this.#busy)
    around.session.addEventListener('pending', (e) => this.#pending(e.detail))
    around.session.addEventListener('refused', (e) => this.#refused(e.detail))
    around.session.addEventListener('delta', (e) => this.#delta(e.detail))
    around.session.addEventListener('event', (e) => this.#event(e.detail))
    around.session.addEventListener('cleared', (e) => this.#clear(e.detail.reason))
  }

  get busy() { return this.#open.size > 0 }

  #add(el) {
    this.#busy.before(el)
    this.around.changed(el)
  }

  #pending(m) {
    if (this.#waiting.has(m.client_id)) return
    const el = message('user', m.text, null, t('Sending'))
    el.classList.add('is-waiting')
    this.#waiting.set(m.client_id, el)
    this.#add(el)
    this.#working()
  }

  #refused({ message: m, text }) {
    if (!m) return this.note(t('Not sent: {text}', { text }))
    const el = this.#waiting.get(m.client_id)
    this.#waiting.delete(m.client_id)
    this.#working()
    if (!el) return
    el.classList.replace('is-waiting', 'is-refused')
    const retry = h('button', { type: 'button', class: 'quiet', on: { click: () => {
      el.remove()
      this.#pending(m)
      this.around.session.again(m)
    } } }, t('Try again'))
    const edit = h('button', { type: 'button', class: 'quiet', on: { click: () => {
      el.remove()
      this.around.edit(m.text)
    } } }, t('Edit'))
    el.querySelector('.meta').replaceChildren(h('span', { class: 'error' }, t('Not sent: {text}', { text }) + ' '), retry, edit)
    this.around.announce(t('Your message was not sent: {text}', { text }))
  }

  #delta(e) {
    if (!this.#open.has(e.reply_to || e.seq)) return
    if (this.#draft?.seq !== (e.reply_to || e.seq)) {
      this.#draft?.el.remove()
      if (e.part !== 1) return // its beginning was missed: the reply itself will come
      const text = document.createTextNode('')
      this.#draft = { seq: e.reply_to || e.seq, part: 0, text, el: h('div', { class: 'reply is-draft' }, h('p', { class: 'prose' }, text)) }
      this.#busy.before(this.#draft.el)
    }
    if (e.part !== this.#draft.part + 1) return
    this.#draft.part = e.part
    this.#draft.text.data += e.text
    this.#alive()
    this.around.changed()
  }

  #event(e) {
    if (e.type === 'message' && e.role === 'staff') {
      this.#add(message('staff', e.text, e.at))
      this.around.announce(t('Answer from the help desk: {text}', { text: e.text }))
    } else if (e.type === 'message') {
      const waited = this.#waiting.get(e.client_id)
      this.#waiting.delete(e.client_id)
      this.#open.add(e.seq)
      if (waited) this.#mine.add(e.seq)
      const el = message('user', e.text, e.at)
      if (waited) {
        waited.replaceWith(el)
        this.around.changed(el)
      } else this.#add(el)
    } else if (e.type === 'reply' && e.reply) {
      const draft = this.#draft?.seq === e.reply_to ? this.#draft.el : null
      if (draft) this.#draft = null
      const el = reply(e, this.around)
      this.#open.delete(e.reply_to)
      if (draft) {
        draft.replaceWith(el)
        this.around.changed(el)
      } else this.#add(el)
      if (this.#mine.delete(e.reply_to)) this.around.announce(spoken(e.reply))
      for (const old of this.el.querySelectorAll('.reply .options')) old.classList.toggle('is-past', !el.contains(old))
    } else if (e.type === 'handoff') {
      this.#add(h('p', { class: 'event', 'data-testid': 'handoff-note' }, icon('person'), h('span', {}, t('Your enquiry is with the help desk. The answer will appear here.'))))
      this.around.announce(t('Your enquiry is with the help desk. The answer will appear here.'))
    } else if (e.type === 'feedback') {
      voted(this.el.querySelector(`.reply[data-seq="${Number(e.reply_to)}"]`), e.value)
    } else if (e.type === 'status' && e.text) {
      this.note(e.text)
    }
    this.#working()
  }

  /** A line of the page itself. */
  note(text) {
    this.#add(h('p', { class: 'event' }, icon('info'), h('span', {}, text)))
    this.around.announce(text)
  }

  #clear(reason) {
    this.#waiting.clear()
    this.#open.clear()
    this.#draft = null
    this.el.replaceChildren(this.opening, this.#busy)
    this.#working()
    if (reason === 'gone') this.note(t('Your earlier conversation is no longer stored. This is a new one.'))
  }

  #working() {
    this.el.classList.toggle('has-messages', Boolean(this.el.querySelector('.message, .reply, .event')))
    this.#busy.hidden = !this.busy || Boolean(this.#draft)
    this.#alive()
    this.around.changed()
  }

  #alive() {
    clearTimeout(this.#slow)
    const label = this.#busy.lastElementChild
    label.textContent = t('Reading the records')
    if (!this.busy && !this.#waiting.size) return
    this.#slow = setTimeout(() => {
      this.#busy.hidden = !this.busy
      label.replaceChildren(t('Still working. '), h('button', { type: 'button', class: 'quiet', on: { click: () => this.around.session.refresh() } }, t('Reconnect')))
      if (this.busy) this.around.announce(t('Still working.'))
      this.around.session.refresh()
    }, 30_000)
  }
}

/** Staff give addresses as plain text; they become links. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/).map((part, i) => i % 2 ? outLink(part, {}, part) : part)
}

function message(role, text, at, state) {
  return h('article', { class: `message from-${role}`, testid: `message-${role}`, 'aria-label': role === 'user' ? t('You') : t('Help desk') },
    role === 'staff' ? h('h2', { class: 'who' }, icon('person'), t('Help desk')) : h('h2', { class: 'sr' }, t('You')),
    h('div', { class: 'bubble' }, role === 'staff' ? linked(text) : text),
    h('p', { class: 'meta' }, at ? h('time', { datetime: at, title: at }, clock(at)) : state))
}
