import { h, icon, outLink, uid } from '/assets/shared/dom.js'
import { stale } from '/assets/shared/citation.js'
import * as words from '/assets/shared/words.js'
import { t } from '/assets/shared/tongue.js'

/**
 * A facility with what is known of it for this person.
 * @param {any} r the recommendation
 * @param {{lead?: Node[], verdict?: Node[], actions?: Node|string, level?: string, testid?: string}} [options] the reply's own sentences on it, and what can be done
 */
export function card(r, { lead = [], verdict = [], actions = '', level = 'h3', testid = 'card' } = {}) {
  const type = r.subtype?.startsWith('other_') ? '' : r.type ?? words.subtype(r.subtype)
  return h('article', { class: `card card-${r.eligibility}`, testid, 'data-id': r.id, 'aria-label': r.name },
    h('header', { class: 'card-head' },
      h('p', { class: 'kind' }, h('span', { class: 'badge' }, words.kind(r.kind)), type && h('span', {}, type)),
      h(level, {}, outLink(r.url, { class: 'card-name' }, r.name)),
      r.country?.length ? h('p', { class: 'dim' }, r.country.map(words.country).join(', ')) : ''),
    words.status(r.status) ? h('p', { class: 'stale' }, icon('info'), words.status(r.status)) : '',
    lead.length ? h('div', { class: 'card-lead' }, lead) : h('p', { class: 'prose' }, r.about),
    r.stale ? stale() : '',
    eligible(r, verdict),
    reasons(r),
    calls(r.calls ?? []),
    h('div', { class: 'folds' }, rules(r.rules ?? []), access(r)),
    actions)
}

function eligible(r, told) {
  const rules = r.rules ?? []
  const missing = [...new Set(rules.filter((v) => v.effect === 'eligibility' && v.verdict === 'unknown').flatMap(needs))]
  let more = ''
  if (r.eligibility === 'unknown') {
    if (!rules.length) more = t('No checked access rule is recorded. Ask the facility before you plan on it.')
    else if (missing.length) more = t('To judge it, we need {facts}.', { facts: words.join(missing.slice(0, 4)) })
    else more = t('The recorded rules need a person to judge them.')
  } else if (r.eligibility === 'not_met') {
    more = rules.find((v) => v.effect === 'eligibility' && v.verdict === 'not_met')?.clause ?? ''
  } else {
    const notes = rules.filter((v) => v.effect === 'eligibility' && v.verdict === 'unknown').length
    more = notes ? t('Some conditions are left for you to check.') : t('The facility decides in the end.')
  }
  return h('div', { class: `verdict verdict-${r.eligibility}`, testid: 'card-eligibility', 'data-verdict': r.eligibility },
    h('span', { class: 'sign' }, icon(r.eligibility)),
    h('div', { class: 'verdict-text' }, h('strong', {}, words.eligibility(r.eligibility)), told.length ? told : more ? h('p', {}, more) : ''))
}

/** What a rule still needs to be judged, in words. */
const needs = (v) => v.needs ?? (v.missing ?? []).map((name) => name.replaceAll('_', ' '))

function reasons(r) {
  const why = r.why ?? [], not = r.why_not ?? []
  if (!why.length && !not.length) return ''
  return h('div', { class: 'reasons' },
    why.length ? h('div', {}, h('h4', {}, t('Why it may suit you')), h('ul', {}, why.map((w) => h('li', {}, w)))) : '',
    not.length ? h('div', {}, h('h4', {}, t('What speaks against it')), h('ul', {}, not.map((w) => h('li', {}, w)))) : '')
}

function calls(list) {
  if (!list.length) return ''
  return h('div', { class: 'calls' }, h('h4', {}, list.length === 1 ? t('Call') : t('Calls')),
    h('ul', {}, list.map((c) => h('li', {},
      outLink(c.url, {}, c.title), h('span', { class: `tag tag-${c.status}` }, words.callStatus(c.status)),
      c.closes_at ? h('span', { class: 'dim' }, t(' closes '), h('time', { datetime: c.closes_at }, words.closing(c.closes_at))) : ''))))
}

function access(r) {
  const a = r.access ?? {}
  const rows = [
    [t('Who'), a.who], [t('Cost'), a.cost], [t('Way of working'), words.join((a.modes ?? []).map((m, i) => i ? words.mode(m).toLowerCase() : words.mode(m)))],
    [t('Policy'), words.capital(words.join((a.policies ?? []).map(words.policy)))],
    [t('Lead time'), a.lead_time], [t('How to apply'), a.apply], [t('Services'), (r.services ?? []).map((s) => s.name).join('; ')],
  ].filter(([, v]) => v)
  if (!rows.length) return ''
  return h('details', { class: 'fold' }, h('summary', {}, t('Access, cost and services')),
    h('dl', { class: 'facts' }, rows.map(([k, v]) => h('div', {}, h('dt', {}, k), h('dd', {}, v)))),
    a.apply_url ? h('p', {}, outLink(a.apply_url, {}, t('The facility’s own application page'))) : '')
}

function rules(list) {
  if (!list.length) return ''
  const deciding = list.filter((v) => v.effect === 'eligibility')
  const other = list.filter((v) => v.effect !== 'eligibility')
  return h('details', { class: 'fold' },
    h('summary', {}, t('Access rules'), h('span', { class: 'dim' }, tally(deciding, other))),
    deciding.length ? [h('h4', {}, t('Conditions that decide')), h('ul', { class: 'rules' }, deciding.map(rule))] : '',
    other.length ? [h('h4', {}, deciding.length ? t('Also good to know') : t('What the rules say')), h('ul', { class: 'rules' }, other.map(rule))] : '')
}

function tally(deciding, other) {
  const parts = [['{n} met', 'met'], ['{n} not met', 'not_met'], ['{n} not known yet', 'unknown']].flatMap(([label, want]) => {
    const n = deciding.filter((v) => v.verdict === want && !(want === 'unknown' && v.note)).length
    return n ? t(label, { n }) : []
  })
  const own = deciding.filter((v) => v.verdict === 'unknown' && v.note).length
  if (own) parts.push(t('{n} for you to check', { n: own }))
  if (other.length) parts.push(t(deciding.length ? '{n} more to know' : '{n} to read, none of them decides', { n: other.length }))
  return parts.join(', ')
}

function rule(v) {
  const missing = needs(v)
  // only conditions, priorities and limits say something about the person
  const judged = ['eligibility', 'priority', 'limit'].includes(v.effect)
  const effect = words.effect(v.effect)
  const sign = !judged || (v.verdict === 'unknown' && v.note) ? 'info' : v.verdict
  return h('li', { class: `rule rule-${v.verdict}`, testid: 'card-rule', 'data-verdict': v.verdict, 'data-effect': v.effect },
    h('span', { class: `sign sign-${sign}` }, icon(sign)),
    h('div', {},
      h('p', { class: 'rule-word' }, judged ? words.verdict(v) : effect, h('span', { class: 'dim' }, ` ${judged && v.effect !== 'eligibility' ? `${effect}, ` : ''}${v.programme_name || v.programme}`)),
      h('p', {}, v.clause),
      v.quote ? h('blockquote', {}, v.quote) : '',
      missing.length ? h('p', { class: 'dim' }, t('To judge it, we need {facts}.', { facts: words.join(missing) })) : '',
      h('p', { class: 'dim' }, v.source_url ? outLink(v.source_url, {}, words.host(v.source_url)) : '',
        v.checked_on ? `${v.source_url ? ', ' : ''}${t('checked on {day}', { day: words.day(v.checked_on) })}` : ''),
      v.stale ? stale() : ''))
}

/**
 * Infrastructures side by side; the table scrolls within its own frame.
 * @param {{ids: string[], names: Record<string, string>, rows: Array<{label: string, values: Record<string, string>}>}} c
 * @param {Array<any>} [records] the recommendations behind it, for their links and verdicts
 */
export function comparison(c, records = []) {
  const caption = uid('comparison')
  const empty = (row) => c.ids.every((id) => !row.values[id] || row.values[id] === c.missing)
  const missing = c.rows.filter(empty).filter((row) => row.key !== 'row_whynot').map((row) => row.label)
  const frame = h('div', { class: 'table-frame', role: 'region', tabindex: '0', 'aria-labelledby': caption },
    h('table', { testid: 'comparison' },
      h('caption', { id: caption, class: 'sr' }, t('Comparison of {names}', { names: c.ids.map((id) => c.names[id] ?? id).join(', ') })),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'sr' }, t('Aspect'))),
        c.ids.map((id) => head(c.names[id] ?? id, records.find((r) => r.id === id))))),
      h('tbody', {}, c.rows.filter((row) => !empty(row)).map((row) => h('tr', {}, h('th', { scope: 'row' }, row.label),
        c.ids.map((id) => h('td', row.values[id] === c.missing ? { class: 'dim' } : {}, row.values[id] ?? '')))))))
  return [frame, missing.length ? h('p', { class: 'table-note' }, t('Recorded for none of them: {rows}.', { rows: missing.join(', ') })) : '']
}

function head(name, r) {
  return h('th', { scope: 'col' }, r ? outLink(r.url, {}, name) : name,
    r ? h('span', { class: 'chip' }, h('span', { class: `sign sign-${r.eligibility}` }, icon(r.eligibility)), words.eligibility(r.eligibility)) : '')
}
