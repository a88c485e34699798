import { call } from '/assets/shared/api.js'
import { load, save } from '/assets/shared/storage.js'

/**
 * One conversation with the navigator, over a socket that may break at any time.
 *
 * A message waits in the outbox until its own event comes back: that event is
 * its acknowledgement. After a reconnection the outbox is sent again with the
 * same client ids and events go on after the last one seen, so nothing is lost
 * and nothing stands twice. Where sockets are blocked, it asks by HTTP instead.
 *
 * Fires: `event` and `delta` (detail: the event), `pending` (a message that
 * waits), `refused` (a message that the server did not take), `state`,
 * `cleared` (detail.reason: "new" or "gone").
 */
export class Session extends EventTarget {
  /** @type {string} */ #base
  /** @type {string} */ #key
  /** @type {string|null} */ #id = null
  /** @type {Array<{client_id: string, text: string, language?: string}>} */ #outbox = []
  /** @type {WebSocket|null} */ #socket = null
  #last = 0
  #state = 'idle'
  #failures = 0
  #socketFailures = 0
  #timer = 0
  #live = false
  #polling = false
  /** @type {Promise<string>|null} */ #creating = null
  #wake = () => this.#retryNow()

  /** @param {string} base origin of the navigator */
  constructor(base) {
    super()
    this.#base = base
    this.#key = `ri-navigator ${base}`
  }

  get base() { return this.#base }
  get id() { return this.#id }
  /** idle, connecting, online or reconnecting */
  get state() { return this.#state }
  get waiting() { return this.#outbox.slice() }

  /** Takes up the stored conversation, if there is one. */
  start() {
    if (this.#live) return
    this.#live = true
    addEventListener('online', this.#wake)
    addEventListener('pageshow', this.#wake)
    const kept = this.#id ? null : load(this.#key)
    if (kept) {
      this.#id = typeof kept.conversation === 'string' ? kept.conversation : null
      this.#outbox = Array.isArray(kept.outbox) ? kept.outbox : []
      for (const m of this.#outbox) this.#fire('pending', m)
    }
    if (this.#id || this.#outbox.length) this.#connect()
  }

  /** Ends the connection; start takes it up again. */
  pause() {
    this.#live = false
    removeEventListener('online', this.#wake)
    removeEventListener('pageshow', this.#wake)
    this.#drop()
    this.#set('idle')
  }

  /** Puts a message into the outbox and sends it as soon as it can. @param {string} text @param {string} [language] */
  send(text, language) {
    const message = { client_id: newID(), text, ...(language ? { language } : {}) }
    this.#outbox.push(message)
    this.#keep()
    this.#fire('pending', message)
    if (this.#state === 'online') this.#post(message)
    else this.#connect()
    return message.client_id
  }

  /** Sends a refused message once more, under its own id. @param {{client_id: string, text: string}} message */
  again(message) {
    if (!this.#outbox.some((m) => m.client_id === message.client_id)) this.#outbox.push(message)
    this.#keep()
    if (this.#state === 'online') this.#post(message)
    else this.#retryNow()
  }

  /** Asks the server to stop phrasing. */
  stop() { this.#frame({ type: 'stop' }) }

  /** @param {number} seq of the reply @param {'up'|'down'} value */
  feedback(seq, value) { return this.#frame({ type: 'feedback', seq, value }) }

  /** The conversation's id; it is created if there is none yet. @returns {Promise<string>} */
  ensure() {
    if (this.#id) return Promise.resolve(this.#id)
    this.#creating ??= call(this.#base, '/conversations', { method: 'POST' })
      .then(({ conversation }) => {
        this.#id = conversation
        this.#last = 0
        this.#keep()
        return conversation
      })
      .finally(() => { this.#creating = null })
    return this.#creating
  }

  /** Makes sure that events flow, for instance after a hand-over by HTTP. */
  async open() {
    await this.ensure()
    this.#connect()
  }

  /** Forgets the conversation here; it stays on the server until it is erased there. */
  reset() {
    this.#drop()
    this.#id = null
    this.#outbox = []
    this.#last = 0
    save(this.#key, null)
    this.#set('idle')
    this.#fire('cleared', { reason: 'new' })
  }

  /** Looks for what was missed, when a reply takes suspiciously long. */
  refresh() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#drop()
      this.#connect()
    }
  }

  #keep() { save(this.#key, { conversation: this.#id, outbox: this.#outbox }) }

  #fire(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })) }

  #set(state) {
    if (state === this.#state) return
    this.#state = state
    this.#fire('state', { state })
  }

  #drop() {
    clearTimeout(this.#timer)
    this.#timer = 0
    const s = this.#socket
    this.#socket = null
    this.#polling = false
    if (s) {
      s.onopen = s.onmessage = s.onclose = null
      s.close()
    }
  }

  #retryNow() {
    if (!this.#live || this.#state === 'online' || !(this.#id || this.#outbox.length)) return
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#connect()
  }

  async #connect() {
    if (!this.#live || this.#socket || this.#timer || this.#polling) return
    this.#set(this.#failures ? 'reconnecting' : 'connecting')
    let id
    try {
      id = await this.ensure()
    } catch {
      return this.#later()
    }
    if (!this.#live || this.#socket || id !== this.#id) return
    if (this.#socketFailures >= 3) return this.#poll()
    const url = `${this.#base.replace(/^http/, 'ws')}/api/v1/conversations/${id}/socket?after=${this.#last}`
    const s = this.#socket = new WebSocket(url)
    let opened = false
    s.onopen = () => {
      opened = true
      this.#failures = this.#socketFailures = 0
      this.#set('online')
      for (const m of this.#outbox) this.#post(m)
    }
    s.onmessage = (m) => this.#take(JSON.parse(m.data))
    s.onclose = () => {
      this.#socket = null
      if (opened) return this.#later()
      this.#diagnose(id)
    }
  }

  /** A socket that doesn't open gives no reason: the events' address does. @param {string} id */
  async #diagnose(id) {
    try {
      await call(this.#base, `/conversations/${id}/events?after=${this.#last}`)
      this.#socketFailures++ // the server is there, only the socket is not
    } catch (err) {
      if (err.status === 404 && id === this.#id) return this.#gone()
      if (err.status === 400) this.#last = 0
    }
    this.#later()
  }

  /** The conversation was erased: go on in a new one, with what is still unsent. */
  #gone() {
    this.#drop()
    this.#id = null
    this.#last = 0
    this.#keep()
    this.#fire('cleared', { reason: 'gone' })
    for (const m of this.#outbox) this.#fire('pending', m)
    if (this.#outbox.length) this.#connect()
    else this.#set('idle')
  }

  #later() {
    if (!this.#live || this.#timer) return
    this.#failures++
    this.#set('reconnecting')
    const wait = Math.min(10_000, 500 * 2 ** (this.#failures - 1)) * (0.8 + Math.random() * 0.4)
    this.#timer = setTimeout(() => {
      this.#timer = 0
      this.#connect()
    }, wait)
  }

  /** The way without sockets: messages by POST, events by asking every few seconds. */
  async #poll() {
    this.#polling = true
    const id = this.#id
    for (let quiet = 0; this.#live && this.#polling && id === this.#id; quiet++) {
      try {
        for (const m of this.waiting) await this.#postByHTTP(m)
        const { events } = await call(this.#base, `/conversations/${id}/events?after=${this.#last}`)
        if (!this.#polling || id !== this.#id) return
        this.#failures = 0
        this.#set('online')
        if (events.length) quiet = 0
        for (const e of events) this.#take(e)
      } catch (err) {
        this.#polling = false
        if (err.status === 404) return this.#gone()
        return this.#later()
      }
      await new Promise((done) => setTimeout(done, quiet < 30 ? 2000 : 6000))
    }
  }

  async #postByHTTP(message) {
    try {
      await call(this.#base, `/conversations/${this.#id}/messages`, { method: 'POST', body: message })
      this.#done(message.client_id)
    } catch (err) {
      if (err.status !== 400 && err.status !== 413) throw err
      this.#refuse(message.client_id, 'invalid', err.message)
    }
  }

  #post(message) { this.#frame({ type: 'message', ...message }) }

  /** @returns {boolean} whether it went out */
  #frame(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  #done(clientID) {
    const before = this.#outbox.length
    this.#outbox = this.#outbox.filter((m) => m.client_id !== clientID)
    if (this.#outbox.length !== before) this.#keep()
  }

  #refuse(clientID, code, text) {
    const message = this.#outbox.find((m) => m.client_id === clientID)
    this.#done(clientID)
    this.#fire('refused', { message, code, text })
  }

  /** Takes what the server sends; durable events count, each once and in order. */
  #take(e) {
    if (e.type === 'delta') return this.#fire('delta', e)
    if (e.type === 'error') {
      if (e.code === 'not_found') return this.#gone()
      return this.#refuse(e.client_id, e.code, e.text)
    }
    if (e.seq <= this.#last) return
    this.#last = e.seq
    if (e.client_id) this.#done(e.client_id)
    this.#fire('event', e)
  }
}

/** randomUUID exists on secure pages only; a facility's page may be plain http in a test. */
function newID() {
  if (crypto.randomUUID) return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}
