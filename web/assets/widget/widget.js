import { h, icon } from '/assets/shared/dom.js'
import { view } from '/assets/shared/view.js'
import { choose, speak, t } from '/assets/shared/tongue.js'

/** `<ri-navigator>`: the navigator on somebody else's page. /embed documents it. */
export class Navigator extends HTMLElement {
  static observedAttributes = ['lang', 'label']

  static define(tag = 'ri-navigator', registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this)
    return registry.get(tag)
  }

  #root = this.attachShadow({ mode: 'open' })
  /** @type {ReturnType<typeof view>|null} */ #view = null
  #panel
  #launcher
  #ready = null
  #opened = false
  #phone = matchMedia('(max-width: 32rem), (max-height: 26rem)')
  #fit = () => this.#modal()

  get base() {
    try {
      return new URL(this.getAttribute('src') || import.meta.url, document.baseURI).origin
    } catch {
      return new URL(import.meta.url).origin
    }
  }

  get mode() {
    const mode = this.getAttribute('mode')
    return mode === 'inline' || mode === 'page' ? mode : 'launcher'
  }

  connectedCallback() {
    this.#ready ??= this.#build()
    this.#ready.then(() => {
      if (!this.isConnected || !this.#view) return
      this.#phone.addEventListener('change', this.#fit)
      if (this.mode !== 'launcher' || this.#opened) this.#view.start()
    })
  }

  disconnectedCallback() {
    this.#phone.removeEventListener('change', this.#fit)
    this.#view?.stop()
  }

  attributeChangedCallback() {
    if (this.#launcher) this.#launcher.lastChild.textContent = this.#label
  }

  /** Opens the panel and puts the cursor into the box. */
  async open() {
    await this.#ready
    if (this.mode !== 'launcher') return this.#view?.focus()
    if (this.#opened || !this.#view) return
    this.#opened = true
    this.#panel.hidden = false
    this.#launcher.setAttribute('aria-expanded', 'true')
    this.#modal()
    this.#view.start()
    this.#view.focus()
    this.#fire('ri-open')
  }

  close() {
    if (!this.#opened || this.mode !== 'launcher') return
    this.#opened = false
    this.#panel.hidden = true
    this.#launcher.setAttribute('aria-expanded', 'false')
    this.#modal()
    this.#launcher.focus()
  }

  /** Asks for the visitor. */
  async send(text) {
    await this.open()
    if (text?.trim()) this.#view?.say(text.trim())
  }

  async reset() {
    await this.#ready
    this.#view?.reset()
  }

  get #label() { return this.getAttribute('label') || t('Find a facility') }

  #fire(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })) }

  async #build() {
    const base = this.base
    await speak(choose([this.getAttribute('lang'), document.documentElement.lang, ...navigator.languages]), base)
    try {
      this.#root.adoptedStyleSheets = await sheets(base)
    } catch {
      this.#ready = null
      this.#root.replaceChildren(h('slot')) // the page's own link, as without JavaScript
      this.#fire('ri-error', { text: t('The navigator at {base} can’t be reached', { base }) })
      return
    }
    const log = h('div', { class: 'scroll' })
    this.#view = view({
      base, page: false, language: this.getAttribute('lang') || undefined, scroller: () => log,
      on: (type, detail) => this.#fire(`ri-${type}`, detail),
    })
    const person = h('button', { type: 'button', class: 'quiet-icon', testid: 'handoff-open', title: t('Talk to a person'), on: { click: () => this.#view.handoff(person) } },
      icon('person'), h('span', { class: 'sr' }, t('Talk to a person')))
    const fresh = h('button', { type: 'button', class: 'quiet-icon', testid: 'new-conversation', title: t('New conversation'), on: { click: () => this.#view.reset() } },
      icon('plus'), h('span', { class: 'sr' }, t('New conversation')))
    const close = h('button', { type: 'button', class: 'quiet-icon close', on: { click: () => this.close() } }, icon('close'), h('span', { class: 'sr' }, t('Close')))
    const chat = this.#view.el
    // the log scrolls, the box to write in stays
    const dock = chat.querySelector('.dock')
    log.append(...[...chat.children].filter((c) => c !== dock))
    chat.prepend(log)
    this.#panel = h('section', { class: 'panel', part: 'panel', id: 'panel', 'aria-label': t('Infrastructure Navigator'), on: { keydown: (e) => this.#key(e) } },
      h('header', { class: 'bar', part: 'header' }, h('strong', {}, t('Infrastructure Navigator')), h('span', { class: 'bar-tools' }, person, fresh, close)),
      chat,
      h('footer', { class: 'foot' }, h('a', { href: `${base}/accessibility`, target: '_blank', rel: 'noopener' }, t('Accessibility')),
        h('a', { href: base, target: '_blank', rel: 'noopener' }, t('Open on its own page'))))
    this.#launcher = h('button', { type: 'button', class: 'launcher', part: 'launcher', 'aria-expanded': 'false', 'aria-controls': 'panel', on: { click: () => this.#opened ? this.close() : this.open() } },
      icon('chat'), h('span', {}, this.#label))
    this.#panel.hidden = this.mode === 'launcher'
    this.#root.replaceChildren(this.#panel, ...(this.mode === 'launcher' ? [this.#launcher] : []))
  }

  /** On a phone the open panel covers the page, so it is modal there and only there. */
  #modal() {
    const modal = this.#opened && this.#phone.matches
    this.toggleAttribute('data-modal', modal)
    if (modal) {
      this.#panel.setAttribute('role', 'dialog')
      this.#panel.setAttribute('aria-modal', 'true')
    } else {
      this.#panel.removeAttribute('role')
      this.#panel.removeAttribute('aria-modal')
    }
    this.#launcher.hidden = modal
  }

  #key(e) {
    if (this.mode !== 'launcher') return
    if (e.key === 'Escape') {
      e.stopPropagation()
      this.close()
    } else if (e.key === 'Tab' && this.hasAttribute('data-modal')) {
      const all = [...this.#panel.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex="0"]')]
        .filter((x) => !x.disabled && x.checkVisibility())
      const [first, last] = [all[0], all.at(-1)]
      const at = this.#root.activeElement
      if (e.shiftKey ? at === first : at === last) {
        e.preventDefault()
        ;(e.shiftKey ? last : first).focus()
      }
    }
  }
}

const loaded = new Map()

/** Constructed style sheets need no leave of the host page's policy. */
function sheets(base) {
  if (!loaded.has(base)) {
    const all = Promise.all(['shared/base.css', 'shared/conversation.css', 'widget/widget.css'].map(async (name) => {
      const response = await fetch(`${base}/assets/${name}`)
      if (!response.ok) throw new Error(`${name}: ${response.status}`)
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(await response.text())
      return sheet
    }))
    all.catch(() => loaded.delete(base))
    loaded.set(base, all)
  }
  return loaded.get(base)
}

Navigator.define()
