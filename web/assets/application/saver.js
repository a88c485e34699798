import { call, load, save } from '/assets/shared/client.js'
import { t, tongue } from '/assets/shared/tongue.js'

/**
 * Saves a draft's fields one after the other. An edit stays here, and in the
 * browser's storage, until the server has it: a failed save loses no text.
 * Fires `state` (detail: {state, text, key?}) and `saved` (detail: the draft).
 */
export class Saver extends EventTarget {
  /** @type {Map<string, {value: any, confirmed?: boolean}>} */ #edits = new Map()
  #running = false
  #timer = 0
  #wait = 2000

  /** @param {any} draft */
  constructor(draft) {
    super()
    this.draft = draft
    this.key = `ri-draft ${draft.id}`
    for (const [k, v] of Object.entries(load(this.key) ?? {})) this.#edits.set(k, v)
    addEventListener('online', () => this.flush())
    addEventListener('beforeunload', (e) => { if (this.#edits.size) e.preventDefault() })
  }

  /** What is not on the server yet. */
  get unsaved() { return this.#edits }

  /** @param {string} key @param {{value: any, confirmed?: boolean}} edit @param {boolean} [now] */
  put(key, edit, now = true) {
    this.#edits.set(key, edit)
    save(this.key, Object.fromEntries(this.#edits))
    this.#say('waiting', t('Not saved yet'))
    if (now) this.flush()
  }

  /** Drops an edit that the person took back. @param {string} key */
  drop(key) {
    this.#edits.delete(key)
    save(this.key, this.#edits.size ? Object.fromEntries(this.#edits) : null)
  }

  async flush() {
    clearTimeout(this.#timer)
    if (this.#running || !this.#edits.size) return
    this.#running = true
    try {
      for (const [key, edit] of this.#edits) {
        this.#say('saving', t('Saving…'))
        const draft = await this.#send(key, edit)
        if (this.#edits.get(key) === edit) this.drop(key)
        this.draft = draft
        this.#wait = 2000
        this.dispatchEvent(new CustomEvent('saved', { detail: { draft, key } }))
      }
      this.#say('saved', t('All changes saved'))
    } catch (err) {
      this.#failed(err)
    } finally {
      this.#running = false
    }
    if (this.#edits.size && !this.#timer && this.state === 'saved') this.flush()
  }

  /** A change by somebody else comes first: it is shown, and the edit goes on top of it. */
  async #send(key, edit) {
    const path = `/applications/${encodeURIComponent(this.draft.id)}?lang=${tongue}`
    const patch = (version) => call('', path, { method: 'PATCH', body: { version, fields: { [key]: edit } } })
    try {
      return await patch(this.draft.version)
    } catch (err) {
      if (err.status !== 412) throw err
      const now = await call('', path)
      const mine = this.draft.fields.find((f) => f.key === key), theirs = now.fields.find((f) => f.key === key)
      this.draft = now
      this.dispatchEvent(new CustomEvent('saved', { detail: { draft: now, key: '' } }))
      if (JSON.stringify(mine?.value) !== JSON.stringify(theirs?.value)) {
        throw Object.assign(new Error(t('“{label}” was changed in another window to: {value}. Yours is still here: change it once more or press Save to keep it.', { label: theirs.label, value: theirs.value ?? t('nothing') })), { status: 412, key })
      }
      return patch(now.version)
    }
  }

  #failed(err) {
    const key = err.key ?? this.#edits.keys().next().value
    if (err.status === 0 || err.status >= 500) {
      this.#say('failed', t('Not saved. What you typed is kept here, and saving is tried again.'))
      this.#timer = setTimeout(() => {
        this.#timer = 0
        this.flush()
      }, this.#wait)
      this.#wait = Math.min(30_000, this.#wait * 2)
      return
    }
    this.#say('failed', err.message, key)
  }

  #say(state, text, key) {
    this.state = state
    this.dispatchEvent(new CustomEvent('state', { detail: { state, text, key } }))
  }
}
