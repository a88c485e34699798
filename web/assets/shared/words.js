/** The words of the pages: vocabularies, dates, countries. */
import { t, tongue } from '/assets/shared/tongue.js'

const special = {
  ai_factory: 'AI factory', ai_testing_facility: 'AI testing facility', e_infrastructure: 'E-infrastructure',
  other_research: '', other_technology: '',
}

export function subtype(code = '') {
  return special[code] ?? capital(code.replaceAll('_', ' '))
}
export function capital(s) {
  return s.charAt(0).toUpperCase() + s.slice(1)
}

/** @param {Record<string, string>} list @returns {(code: string) => string} the word for a code, in the page's language */
const said = (list) => (code) => code in list ? t(list[code]) : code ?? ''

export const kind = said({ research: 'Research infrastructure', technology: 'Technology infrastructure' })
export const mode = said({ physical: 'On site', remote: 'Remote', virtual: 'Online', 'mail-in': 'By sending samples' })
export const policy = said({
  'excellence-driven': 'on scientific merit (excellence-driven)', 'market-driven': 'paid (market-driven)', wide: 'wide, open to all',
})
export const callStatus = said({ forecast: 'Announced', open: 'Open', closing: 'Closing soon', continuous: 'Open at any time', closed: 'Closed' })
export const eligibility = said({ met: 'You meet the rules we can check', not_met: 'You do not meet a rule', unknown: 'Can’t be judged yet' })
export const effect = said({ eligibility: 'Condition', priority: 'Priority', selection: 'Selection', duty: 'Obligation', cost: 'Cost', limit: 'Limit', note: 'Note' })

const statuses = { planned: 'Planned, not open yet', construction: 'Under construction, not open yet', ended: 'Ended, no longer open' }

/** Why a facility can't be used now; empty where it can. */
export const status = (code) => code in statuses ? t(statuses[code]) : ''

export function verdict(rule) {
  if (rule.verdict === 'met') return t('You meet this')
  if (rule.verdict === 'not_met') return t('You don’t meet this')
  return rule.note ? t('For you to check') : t('Not known yet')
}

export const ticketStatus = said({ open: 'Open', answered: 'Answered', closed: 'Closed', all: 'All' })
export const urgency = said({ normal: 'Normal', high: 'Urgent', emergency: 'Emergency' })
export const userType = said({ industry: 'Company', researcher: 'Researcher', public_body: 'Public body', unknown: 'Unknown enquirer' })
export const area = said({
  ai: 'Artificial intelligence', 'life-sciences': 'Life sciences', 'earth-observation': 'Earth observation', quantum: 'Quantum technologies',
  fusion: 'Fusion', biotechnology: 'Biotechnology', 'clean-energy': 'Clean energy', 'advanced-materials': 'Advanced materials',
})

/** A language's name. @param {string} code */
export function language(code) {
  return named('language', code)
}

/** A country's name. @param {string} code */
export function country(code) {
  return named('region', code.toUpperCase())
}

/** @param {Intl.DisplayNamesType} type @param {string} code */
function named(type, code) {
  try {
    return new Intl.DisplayNames([tongue], { type }).of(code) ?? code
  } catch {
    return code
  }
}

export function join(list) {
  return new Intl.ListFormat(tongue, { type: 'conjunction' }).format(list)
}

/** How dates are written; English ones the European way. */
const locale = () => tongue === 'en' ? 'en-GB' : tongue

export function day(iso) {
  const d = new Date(/T/.test(iso) ? iso : iso + 'T12:00:00Z')
  return isNaN(+d) ? iso : d.toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: /T/.test(iso) ? undefined : 'UTC' })
}

/** A time of day; of an earlier day, with the day. */
export function clock(iso) {
  const d = new Date(iso)
  if (isNaN(+d)) return ''
  const time = d.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
  return d.toDateString() === new Date().toDateString() ? time : `${day(iso)}, ${time}`
}

/** When a call closes, for the person and as the call says it. */
export function closing(iso) {
  const d = new Date(iso)
  if (isNaN(+d)) return iso
  const mine = d.toLocaleString(locale(), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  const theirs = /T(\d\d:\d\d).*?(Z|[+-]\d\d:\d\d)$/.exec(iso)
  return theirs ? `${mine} (${t('{time} at UTC{offset} there', { time: theirs[1], offset: theirs[2] === 'Z' ? '' : theirs[2].replace('-', '−') })})` : mine
}

export function host(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return url
  }
}
