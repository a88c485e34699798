import { h, icon } from '/assets/shared/dom.js'
import { cited, sources } from '/assets/shared/citation.js'
import { card, comparison } from '/assets/shared/card.js'
import { facts } from '/assets/shared/facts.js'
import { call } from '/assets/shared/client.js'
import { clock, join } from '/assets/shared/words.js'
import { t } from '/assets/shared/tongue.js'

/**
 * @typedef {{session: import('./session.js').Session, say: (text: string) => void, handoff: (from: HTMLElement) => void,
 *   tell: (text: string) => void, newTab: boolean}} Around
 */

/**
 * A finished reply. A paragraph that names exactly one recommended facility
 * stands in its card, so that nothing is said twice.
 * @param {any} event @param {Around} around
 */
export function reply(event, around) {
  const a = event.reply
  const citations = a.citations ?? []
  const { outside, inside } = arrange(a)
  const blocks = outside.map((part) => typeof part === 'string'
    ? cited(part, citations)
    : facility(part, a, inside.get(part.id), citations, around))
  return h('article', { class: 'reply', testid: 'reply', lang: a.language || null, 'data-kind': a.kind, 'data-seq': event.seq, 'aria-label': t('Reply of the AI system') },
    h('h2', { class: 'sr' }, t('Reply')),
    blocks,
    a.comparison ? [comparison(a.comparison, a.recommendations), h('p', {}, h('a', { class: 'button second', testid: 'compare-page', href: comparePage(a, around), target: '_blank', rel: 'noopener' },
      t('Open to sort, print or share'), icon('out'), h('span', { class: 'sr' }, t(' (opens in a new tab)'))))] : '',
    a.question ? question(a.question, around) : '',
    facts(a.facts ?? [], around),
    next(a, around),
    foot(event, a, citations, around))
}

/** The address of a comparison: the facilities and what is known of the person, and nothing else of the conversation. */
function comparePage(a, around) {
  const q = new URLSearchParams({ ids: a.comparison.ids.join(','), lang: a.language })
  for (const f of a.facts ?? []) if (f.confidence >= 0.7 && !['organisation', 'start'].includes(f.name)) q.append('fact', `${f.name}=${f.value}`)
  return `${around.session.base}/compare?${q}`
}

function arrange(a) {
  const recs = a.comparison ? [] : a.recommendations ?? []
  const byLength = [...recs].sort((x, y) => y.name.length - x.name.length)
  const inside = new Map()
  const outside = []
  for (let text of String(a.text ?? '').split(/\n{2,}/)) {
    text = text.trim()
    if (!text || text === a.question?.text) continue
    let rest = text
    const named = byLength.filter((r) => {
      if (!rest.includes(r.name)) return false
      rest = rest.replaceAll(r.name, '\u0000')
      return true
    })
    if (named.length !== 1) {
      outside.push(text)
      continue
    }
    const [r] = named
    if (!inside.has(r.id)) {
      outside.push(r)
      inside.set(r.id, { lead: [], verdict: [] })
    }
    // "1. Name ..." tells what it is; what else is said of it is about using it
    const body = withoutHead(text, r.name)
    const told = inside.get(r.id)
    const first = !told.lead.length && !told.verdict.length && r.eligibility !== 'not_met'
    ;(body !== text || first ? told.lead : told.verdict).push(body)
  }
  outside.push(...recs.filter((r) => !inside.has(r.id)))
  return { outside, inside }
}

/** Drops "1. Name (kind, places). ", which the card's head says already. */
function withoutHead(text, name) {
  const m = /^\d+\. /.exec(text)
  if (!m || !text.startsWith(name, m[0].length)) return text
  const after = text.slice(m[0].length + name.length).replace(/^ \((?:[^()]|\([^()]*\))*\)[.:]?\s*/, '')
  return after.trim() || text
}

function facility(r, a, told, citations, around) {
  const lead = (told?.lead ?? []).map((t) => cited(t, citations))
  const verdict = (told?.verdict ?? []).map((t) => cited(t, citations))
  const apply = (a.actions ?? []).find((x) => x.type === 'start_application' && x.infrastructure === r.id)
  const many = (a.actions ?? []).some((x) => x.type === 'compare')
  return card(r, { lead, verdict, actions: apply || many ? h('div', { class: 'card-actions' },
    apply ? starter(apply, r, around, a.recommendations[0] === r) : '', many ? picker(r, a) : '') : '' })
}

/** Opens a draft, in a widget in a tab of its own. */
function starter(action, r, around, first) {
  const error = h('p', { class: 'error', role: 'alert' })
  const button = h('button', { type: 'button', class: first ? 'button' : 'button second', testid: 'start-application', 'data-id': r.id, on: { click: async () => {
    button.disabled = true
    error.textContent = ''
    try {
      const conversation = await around.session.ensure()
      const draft = await call(around.session.base, '/applications', { method: 'POST', body: { conversation, infrastructure: action.infrastructure, form: action.form ?? '' } })
      const url = `${around.session.base}/applications/${draft.id}`
      if (!around.newTab) return location.assign(url)
      const link = h('a', { class: 'button', href: url, target: '_blank', rel: 'noopener' }, t('Open the draft'), icon('out'), h('span', { class: 'sr' }, t(' (opens in a new tab)')))
      button.replaceWith(link)
      link.focus()
    } catch (err) {
      error.textContent = err.message
    } finally {
      button.disabled = false
    }
  } } }, t('Start application'), h('span', { class: 'sr' }, ` to ${r.name}`))
  return h('div', { class: 'starter' }, button, error)
}

function picker(r, a) {
  const first = (a.actions ?? []).find((x) => x.type === 'compare')?.ids ?? []
  return h('label', { class: 'pick' }, h('input', { type: 'checkbox', name: 'pick', value: r.id, 'data-name': r.name, checked: first.includes(r.id) }), t('Compare'),
    h('span', { class: 'sr' }, ` ${r.name}`))
}

function next(a, around) {
  const types = (a.actions ?? []).map((x) => x.type)
  const row = h('div', { class: 'actions' })
  if (types.includes('compare')) {
    const chosen = () => [...row.closest('.reply').querySelectorAll('input[name=pick]:checked')].map((i) => i.dataset.name)
    const hint = h('span', { class: 'dim' })
    const button = h('button', { type: 'button', class: 'button second', testid: 'compare', on: { click: () => {
      const names = chosen()
      if (names.length < 2 || names.length > 5) hint.textContent = t('Tick two to five facilities to compare.')
      else around.say(t('Compare {names}', { names: join(names) }))
    } } }, t('Compare the ticked facilities'))
    row.append(button, hint)
  }
  if (types.includes('handoff')) {
    const button = h('button', { type: 'button', class: 'button second', testid: 'handoff-open', on: { click: () => around.handoff(button) } }, t('Talk to a person'))
    row.append(button)
  }
  return row.childElementCount ? row : ''
}

function question(q, around) {
  const options = q.options ?? []
  return h('div', { class: 'question' },
    h('p', { class: 'question-text' }, q.text),
    q.why ? h('p', { class: 'dim' }, q.why) : '',
    options.length ? h('ul', { class: 'options' }, options.map((o) => h('li', {},
      h('button', { type: 'button', class: 'option', testid: 'quick-reply', 'data-value': o.value, on: { click: () => around.say(o.label) } }, o.label)))) : '')
}

function foot(event, a, citations, around) {
  const vote = (value, label) => h('button', { type: 'button', class: 'quiet', 'data-vote': value, 'aria-pressed': 'false', on: { click: (e) => {
    if (!around.session.feedback(event.seq, value)) return around.tell(t('Not sent: there is no connection just now.'))
    voted(e.currentTarget.closest('.reply'), value)
    around.tell(t('Thank you. Your feedback is recorded.'))
  } } }, label)
  const copy = h('button', { type: 'button', class: 'quiet', on: { click: async () => {
    const list = citations.map((c) => `[${c.n}] ${c.title}: ${c.url}`).join('\n')
    try {
      await navigator.clipboard.writeText(`${a.text}\n\n${list}`.trim())
      copy.textContent = t('Copied')
      around.tell(t('Reply copied.'))
    } catch {
      copy.textContent = t('Copying is blocked here')
    }
    setTimeout(() => { copy.textContent = t('Copy') }, 2500)
  } } }, t('Copy'))
  return h('footer', { class: 'reply-foot' }, sources(citations),
    h('div', { class: 'tools' }, vote('up', t('Helpful')), vote('down', t('Not helpful')), copy,
      h('time', { datetime: event.at, title: event.at }, clock(event.at))))
}

export function voted(el, value) {
  for (const b of el?.querySelectorAll('[data-vote]') ?? []) b.setAttribute('aria-pressed', String(b.dataset.vote === value))
}

/** What a screen reader is told of a reply. */
export function spoken(a) {
  const plain = (s) => s.replace(/\s*\[\d+\]/g, '')
  const recs = a.recommendations ?? []
  if (!recs.length) return plain(a.text ?? '')
  const first = plain(String(a.text ?? '').split(/\n{2,}/)[0])
  return [first, a.comparison ? t('The comparison table follows.') : `${recs.map((r) => r.name).join('; ')}.`, a.question?.text ?? ''].join(' ')
}
