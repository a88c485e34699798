import { call, load, save } from '/assets/shared/client.js'
import { problem } from '/assets/shared/problem.js'

/**
 * One conversation, over a socket that may break at any time. A message stays
 * in the outbox until its own event comes back; after a reconnection it is sent
 * again under the same id and events go on after the last one seen, so nothing
 * is lost or doubled. Fires event, delta, pending, refused, state and cleared.
 */
export class Session extends EventTarget {
  #base
  #key
  /** @type {string|null} */ #id = null
  #confidential = false
  /** @type {Array<{client_id: string, text: string, language?: string}>} */ #outbox = []
  /** @type {WebSocket|null} */ #socket = null
  #last = 0
  #state = 'idle'
  #failures = 0
  #socketFailures = 0
  #timer = 0
  #live = false
  #polling = false
  #creating = null
  #wake = () => this.#retryNow()

  /** @param {string} base origin of the navigator */
  constructor(base) {
    super()
    this.#base = base
    this.#key = `ri-navigator ${base}`
  }

  get base() { return this.#base }
  get id() { return this.#id }
  get state() { return this.#state }
  /** Whether nothing of the conversation is kept, here or by the server. */
  get confidential() { return this.#confidential }

  /** Takes up the stored conversation. */
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

  pause() {
    this.#live = false
    removeEventListener('online', this.#wake)
    removeEventListener('pageshow', this.#wake)
    this.#drop()
    this.#set('idle')
  }

  /** @param {string} text @param {string} [language] @param {string} [withdraw] the name of a fact that is taken back */
  send(text, language, withdraw) {
    const message = { client_id: newID(), text, ...(language ? { language } : {}), ...(withdraw ? { withdraw } : {}) }
    this.#outbox.push(message)
    this.#keep()
    this.#fire('pending', message)
    if (this.#state === 'online') this.#post(message)
    else this.#connect()
    return message.client_id
  }

  /** Sends a refused message once more. */
  again(message) {
    if (!this.#outbox.some((m) => m.client_id === message.client_id)) this.#outbox.push(message)
    this.#keep()
    if (this.#state === 'online') this.#post(message)
    else this.#retryNow()
  }

  stop() { this.#frame({ type: 'stop' }) }

  feedback(seq, value) { return this.#frame({ type: 'feedback', seq, value }) }

  /** The conversation's id, created if need be. @returns {Promise<string>} */
  ensure() {
    if (this.#id) return Promise.resolve(this.#id)
    this.#creating ??= call(this.#base, '/conversations', { method: 'POST', body: this.#confidential ? { confidential: true } : undefined })
      .then(({ conversation }) => {
        this.#id = conversation
        this.#last = 0
        this.#keep()
        return conversation
      })
      .finally(() => { this.#creating = null })
    return this.#creating
  }

  async open() {
    await this.ensure()
    this.#connect()
  }

  /** Forgets the conversation, here only. @param {boolean} [confidential] whether nothing of the next one is kept */
  reset(confidential = false) {
    this.#confidential = confidential
    this.#drop()
    this.#id = null
    this.#outbox = []
    this.#last = 0
    save(this.#key, null)
    this.#set('idle')
    this.#fire('cleared', { reason: 'new' })
  }

  /** Looks for what was missed. */
  refresh() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#drop()
      this.#connect()
    }
  }

  #keep() { if (!this.#confidential) save(this.#key, { conversation: this.#id, outbox: this.#outbox }) }

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

  /** A socket that doesn't open gives no reason: the events' address does. */
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

  /** It was erased: go on in a new one, with what is unsent. */
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

  /** The way without sockets. */
  async #poll() {
    this.#polling = true
    try {
      const { poll } = await import('/assets/shared/poll.js')
      await poll(this.#base, this.#id, {
        going: (id) => this.#live && this.#polling && id === this.#id,
        waiting: () => this.#outbox.slice(), last: () => this.#last,
        online: () => {
          this.#failures = 0
          this.#set('online')
        },
        take: (e) => this.#take(e), done: (m) => this.#done(m), refuse: (m, code, text) => this.#refuse(m, code, text),
      })
    } catch (err) {
      this.#polling = false
      if (err.status === 404) return this.#gone()
      this.#later()
    }
  }

  #post(message) { this.#frame({ type: 'message', ...message }) }

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

  /** Durable events count, each once and in order. */
  #take(e) {
    if (e.type === 'delta') return this.#fire('delta', e)
    if (e.type === 'error') {
      if (e.code === 'not_found') return this.#gone()
      return this.#refuse(e.client_id, e.code, problem(e.code, e.text))
    }
    if (e.seq <= this.#last) return
    this.#last = e.seq
    if (e.client_id) this.#done(e.client_id)
    this.#fire('event', e)
  }
}

/** randomUUID exists on secure pages only. */
function newID() {
  if (crypto.randomUUID) return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}
