import { h, icon } from '/assets/shared/dom.js'
import { Session } from '/assets/shared/session.js'
import { Transcript } from '/assets/shared/transcript.js'
import { composer } from '/assets/shared/composer.js'
import { handoff } from '/assets/shared/handoff.js'
import { statusNote } from '/assets/shared/status.js'
import { t } from '/assets/shared/tongue.js'

const examples = () => [
  [t('Start-up'), t('We are a start-up in Ireland at TRL 4 and need a pilot line to package photonic chips. Our results must stay confidential.')],
  [t('Researcher'), t('I am a researcher at a university in Poland and need a synchrotron beamline for protein crystals. We will publish.')],
  [t('From afar'), t('I need satellite images of crops that I can analyse online.')],
  [t('Rules'), t('What is the difference between excellence-driven and market-driven access?')],
]

const states = () => ({ idle: '', connecting: t('Connecting…'), online: '', reconnecting: t('Reconnecting… What you write is kept and sent as soon as the connection is back.') })

/**
 * The whole conversation, on the chat page and in the widget.
 * @param {{base: string, page: boolean, language?: string, scroller: () => Element, on?: (type: string, detail?: any) => void}} options
 */
export function view({ base, page, language, scroller, on = () => {} }) {
  const session = new Session(base)
  const live = h('div', { class: 'sr', 'aria-live': 'polite' })
  const connection = h('p', { class: 'connection', testid: 'connection-state', role: 'status', 'data-state': 'idle' })
  const fresh = h('button', { type: 'button', class: 'fresh', hidden: true, on: { click: () => toEnd(true) } }, icon('down'), t('New messages'))
  const place = h('div', { class: 'handoff-place' })
  const secret = h('p', { class: 'notice secret', hidden: true, role: 'status', testid: 'confidential-note' }, icon('info'),
    h('span', {}, t('Confidential: nothing of this conversation is stored, logged or shown to a language model. It ends when you close this page.')))
  const status = statusNote(base)
  const box = composer({ say, stop: () => session.stop() })
  let stick = true
  let reached = -1
  let anchor = null
  let returnTo = null
  let stateTimer = 0

  const around = {
    session, say, withdraw, tell: announce, announce, newTab: !page, handoff: openHandoff,
    edit: (text) => box.put(text), changed,
  }
  const transcript = new Transcript(around, opening())
  const dock = h('div', { class: 'dock' }, fresh, connection, secret, box.form, status.el)
  const el = h('div', { class: 'chat' }, transcript.el, place, live, dock)

  function opening() {
    return h('div', { class: 'opening' },
      h('p', { class: 'disclosure', testid: 'ai-disclosure' }, icon('info'),
        h('span', {}, h('strong', {}, t('You are talking to an AI system, not a person. ')),
          t('It answers from cited records and can be wrong, so check what matters at the source. Please don’t paste confidential details.'))),
      h('div', { class: 'welcome' },
        h('h2', {}, t('Find the facility you need, and see if you may use it')),
        h('p', {}, t('Describe what you want to make, measure, test or compute. You get Europe’s research and technology infrastructures that fit, with the access rules you meet and the source of every statement.')),
        h('ul', { class: 'examples' }, examples().map(([who, text]) => h('li', {},
          h('button', { type: 'button', class: 'example', on: { click: () => say(text) } }, h('span', { class: 'example-who' }, who), h('span', {}, text)))))))
  }

  function say(text) {
    session.send(text, language)
    box.focus()
    on('message', { text })
  }

  function withdraw(name, text) {
    session.send(text, language, name)
    box.focus()
  }

  function announce(text) {
    if (!text) return
    live.append(h('p', {}, text))
    setTimeout(() => live.firstChild?.remove(), 8000)
  }

  function openHandoff(from) {
    returnTo = from
    if (!place.firstChild) {
      const { form, focus } = handoff(session, closeHandoff, () => {
        closeHandoff()
        on('handoff')
      })
      place.append(form)
      focus()
    } else place.querySelector('textarea').focus()
    place.scrollIntoView({ block: 'nearest' })
  }

  function closeHandoff() {
    place.replaceChildren()
    if (returnTo?.isConnected) returnTo.focus()
    else box.focus()
  }

  const room = () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop

  /**
   * Follows what comes in unless the person scrolled away, but never past the
   * start of what was asked last: a long reply is read from its top.
   */
  function changed(added) {
    if (added?.matches('.from-user')) {
      anchor = added
      stick = true
    }
    box.busy(transcript.busy)
    if (stick) toEnd(false)
    const news = added?.matches('.from-staff') || (!stick && added?.matches('.reply'))
    if (news && room() > 80) fresh.hidden = false
  }

  function toEnd(all) {
    const s = scroller()
    let top = s.scrollHeight - s.clientHeight
    if (!all) {
      if (!anchor?.isConnected) return
      // scroll-padding says how much the page's head covers
      const frame = page ? parseFloat(getComputedStyle(s).scrollPaddingTop) || 0 : s.getBoundingClientRect().top
      const { top: start, bottom, height } = anchor.getBoundingClientRect()
      // of a very long message its end is enough
      const from = height > s.clientHeight * .4 ? bottom - 160 : start
      top = Math.min(top, s.scrollTop + from - frame - 16)
    }
    s.scrollTo({ top })
    reached = s.scrollTop
    stick = true
    if (all) fresh.hidden = true
  }

  function scrolled() {
    if (Math.abs(scroller().scrollTop - reached) < 2) return
    reached = -1
    stick = room() < 80
    if (stick) fresh.hidden = true
  }

  session.addEventListener('state', (e) => {
    clearTimeout(stateTimer)
    connection.dataset.state = e.detail.state
    // a connection that comes at once is not worth a word
    if (e.detail.state !== 'connecting') connection.textContent = states()[e.detail.state]
    else stateTimer = setTimeout(() => { connection.textContent = states().connecting }, 1500)
  })
  session.addEventListener('refused', (e) => on('error', { text: e.detail.text }))
  session.addEventListener('cleared', () => {
    anchor = null
    place.replaceChildren()
    changed()
  })

  return {
    el, session, say,
    focus: box.focus,
    handoff: openHandoff,
    reset(confidential = false) {
      session.reset(confidential)
      secret.hidden = !confidential
      scroller().scrollTo({ top: 0 })
      box.focus()
      announce(t('New conversation.'))
    },
    start() {
      const target = page ? document : scroller()
      target.addEventListener('scroll', scrolled, { passive: true })
      status.start()
      session.start()
    },
    stop() {
      const target = page ? document : scroller()
      target.removeEventListener('scroll', scrolled)
      status.stop()
      session.pause()
    },
  }
}
