import { h, icon, outLink, uid } from '/assets/shared/dom.js'
import { t } from '/assets/shared/tongue.js'

/**
 * One field of a draft: the value, where it comes from, and the person's word
 * that it is right.
 */
export class Field {
  /**
   * @param {any} data
   * @param {{put: (key: string, edit: any, now?: boolean) => void, drop: (key: string) => void}} saver
   */
  constructor(data, saver) {
    this.data = data
    this.saver = saver
    const id = uid('field')
    this.helpID = uid('help')
    this.sourceID = uid('source')
    this.input = this.#input(id)
    this.source = h('p', { class: 'field-source', testid: 'field-source', id: this.sourceID })
    this.error = h('p', { class: 'error', id: uid('error'), role: 'alert' })
    this.confirm = h('button', { type: 'button', class: 'confirm', testid: 'field-confirm', on: { click: () => this.#confirmed() } })
    const help = [data.help, data.question && data.question !== data.help ? data.question : ''].filter(Boolean).join(' ')
    /** @type {HTMLElement} */
    this.el = h('div', { class: 'field', testid: 'field', 'data-key': data.key },
      h('label', { for: id }, data.label, h('span', { class: 'dim' }, data.required ? t(' (required)') : t(' (optional)'))),
      help ? h('p', { class: 'field-help', id: this.helpID }, help) : '',
      this.input, this.error,
      h('div', { class: 'field-foot' }, this.source, this.confirm))
    this.input.setAttribute('aria-describedby', [help && this.helpID, this.sourceID, this.error.id].filter(Boolean).join(' '))
    this.show(data)
    this.input.addEventListener('input', () => this.#edited(false))
    this.input.addEventListener('change', () => this.#edited(true))
  }

  #input(id) {
    const { type, options = [], required } = this.data
    const common = { id, name: this.data.key, 'aria-required': String(Boolean(required)) }
    if (type === 'choice' || type === 'boolean') {
      const list = type === 'boolean' ? [{ value: 'true', label: t('Yes') }, { value: 'false', label: t('No') }] : options
      return h('select', common, h('option', { value: '' }, t('Not answered yet')), list.map((o) => h('option', { value: o.value }, o.label)))
    }
    if (type === 'longtext' || type === 'textarea') return h('textarea', { ...common, rows: '4' })
    return h('input', { ...common, type: 'text', inputmode: type === 'number' ? 'decimal' : null, autocomplete: 'off' })
  }

  /** The value as the server wants it; undefined is not a value of this type. */
  get value() {
    const raw = this.input.value.trim()
    if (!raw) return null
    if (this.data.type === 'boolean') return raw === 'true'
    if (this.data.type !== 'number') return this.input.value
    const n = Number(raw.replace(',', '.'))
    return Number.isFinite(n) ? n : undefined
  }

  /** Puts a value into the input. @param {any} value */
  fill(value) {
    const text = value === null || value === undefined ? '' : String(value)
    if (this.input.value !== text) this.input.value = text
    this.fit()
  }

  /** Takes the server's state of the field; a value being edited stays. @param {any} data @param {boolean} [keep] */
  show(data, keep = false) {
    this.data = data
    if (!keep) this.fill(data.value)
    this.error.textContent = ''
    this.input.removeAttribute('aria-invalid')
    this.#state(data.value === null ? 'empty' : data.confirmed ? 'confirmed' : 'open')
    const s = data.source
    this.source.replaceChildren(...(s ? [t('Source: '), s.url ? outLink(s.url, {}, s.label) : s.label] : []))
  }

  /** @param {string} text */
  fail(text) {
    this.error.textContent = text
    this.input.setAttribute('aria-invalid', 'true')
  }

  /** Makes the field final. */
  lock() {
    if (this.input.matches('select')) this.input.disabled = true
    else this.input.readOnly = true
    this.confirm.hidden = !this.data.confirmed
    this.confirm.disabled = true
  }

  get done() { return this.data.value === null ? !this.data.required : this.data.confirmed }

  #state(state) {
    this.el.dataset.state = state
    this.confirm.hidden = state === 'empty' || state === 'edited'
    this.confirm.setAttribute('aria-pressed', String(state === 'confirmed'))
    this.confirm.replaceChildren(...(state === 'confirmed' ? [icon('met'), t('Confirmed')] : [t('Confirm')]), h('span', { class: 'sr' }, ` ${this.data.label}`))
  }

  /** Fits a long text's box to it; needs the field to be on the page. */
  fit() {
    if (this.input.localName !== 'textarea') return
    this.input.style.height = 'auto'
    this.input.style.height = `${Math.max(this.input.scrollHeight + 2, 104)}px`
  }

  #edited(now) {
    this.fit()
    const value = this.value
    clearTimeout(this.timer)
    if (value === undefined) {
      this.#state('edited')
      if (now) this.fail(t('Write a number, for instance 4.'))
      return
    }
    this.error.textContent = ''
    this.input.removeAttribute('aria-invalid')
    if (value === this.data.value) {
      this.saver.drop(this.data.key)
      return this.show(this.data, true)
    }
    this.#state('edited')
    this.source.textContent = t('You are editing this.')
    this.saver.put(this.data.key, { value }, now)
    if (!now) this.timer = setTimeout(() => this.saver.flush(), 1200)
  }

  #confirmed() {
    const confirmed = this.confirm.getAttribute('aria-pressed') !== 'true'
    clearTimeout(this.timer)
    this.saver.put(this.data.key, { value: this.value, confirmed })
  }
}
