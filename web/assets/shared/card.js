import { h, icon, outLink, uid } from '/assets/shared/dom.js'
import { stale } from '/assets/shared/citation.js'
import * as words from '/assets/shared/words.js'

/**
 * A facility with what is known of it for this person.
 * @param {any} r the recommendation
 * @param {{lead?: Node[], verdict?: Node[], actions?: Node|string, level?: string, testid?: string}} [options] the reply's own sentences on it, and what can be done
 */
export function card(r, { lead = [], verdict = [], actions = '', level = 'h3', testid = 'card' } = {}) {
  const type = words.subtype(r.subtype)
  return h('article', { class: `card card-${r.eligibility}`, testid, 'data-id': r.id, 'aria-label': r.name },
    h('header', { class: 'card-head' },
      h('p', { class: 'kind' }, h('span', { class: 'badge' }, words.kinds[r.kind] ?? r.kind), type && h('span', {}, type)),
      h(level, {}, outLink(r.url, { class: 'card-name' }, r.name)),
      r.country?.length ? h('p', { class: 'dim' }, r.country.map(words.country).join(', ')) : ''),
    words.statuses[r.status] ? h('p', { class: 'stale' }, icon('info'), words.statuses[r.status]) : '',
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
  const missing = [...new Set(rules.filter((v) => v.effect === 'eligibility' && v.verdict === 'unknown').flatMap((v) => v.missing ?? []))]
  let more = ''
  if (r.eligibility === 'unknown') {
    if (!rules.length) more = 'No checked access rule is recorded. Ask the facility before you plan on it.'
    else if (missing.length) more = `To judge it, we need ${words.join(missing.slice(0, 4).map(words.fact))}.`
    else more = 'The recorded rules need a person to judge them.'
  } else if (r.eligibility === 'not_met') {
    more = rules.find((v) => v.effect === 'eligibility' && v.verdict === 'not_met')?.clause ?? ''
  } else {
    const notes = rules.filter((v) => v.effect === 'eligibility' && v.verdict === 'unknown').length
    more = notes ? 'Some conditions are left for you to check.' : 'The facility decides in the end.'
  }
  return h('div', { class: `verdict verdict-${r.eligibility}`, testid: 'card-eligibility', 'data-verdict': r.eligibility },
    h('span', { class: 'sign' }, icon(r.eligibility)),
    h('div', { class: 'verdict-text' }, h('strong', {}, words.eligibility[r.eligibility] ?? r.eligibility), told.length ? told : more ? h('p', {}, more) : ''))
}

function reasons(r) {
  const why = r.why ?? [], not = r.why_not ?? []
  if (!why.length && !not.length) return ''
  return h('div', { class: 'reasons' },
    why.length ? h('div', {}, h('h4', {}, 'Why it may suit you'), h('ul', {}, why.map((w) => h('li', {}, w)))) : '',
    not.length ? h('div', {}, h('h4', {}, 'What speaks against it'), h('ul', {}, not.map((w) => h('li', {}, w)))) : '')
}

function calls(list) {
  if (!list.length) return ''
  return h('div', { class: 'calls' }, h('h4', {}, list.length === 1 ? 'Call' : 'Calls'),
    h('ul', {}, list.map((c) => h('li', {},
      outLink(c.url, {}, c.title), h('span', { class: `tag tag-${c.status}` }, words.callStatuses[c.status] ?? c.status),
      c.closes_at ? h('span', { class: 'dim' }, ' closes ', h('time', { datetime: c.closes_at }, words.closing(c.closes_at))) : ''))))
}

function access(r) {
  const a = r.access ?? {}
  const rows = [
    ['Who', a.who], ['Cost', a.cost], ['Way of working', words.join((a.modes ?? []).map((m, i) => i ? (words.modes[m] ?? m).toLowerCase() : words.modes[m] ?? m))],
    ['Policy', words.capital(words.join((a.policies ?? []).map((p) => words.policies[p] ?? p)))],
    ['Lead time', a.lead_time], ['How to apply', a.apply], ['Services', (r.services ?? []).map((s) => s.name).join('; ')],
  ].filter(([, v]) => v)
  if (!rows.length) return ''
  return h('details', { class: 'fold' }, h('summary', {}, 'Access, cost and services'),
    h('dl', { class: 'facts' }, rows.map(([k, v]) => h('div', {}, h('dt', {}, k), h('dd', {}, v)))),
    a.apply_url ? h('p', {}, outLink(a.apply_url, {}, 'The facility’s own application page')) : '')
}

function rules(list) {
  if (!list.length) return ''
  const deciding = list.filter((v) => v.effect === 'eligibility')
  const other = list.filter((v) => v.effect !== 'eligibility')
  return h('details', { class: 'fold' },
    h('summary', {}, 'Access rules', h('span', { class: 'dim' }, tally(deciding, other))),
    deciding.length ? [h('h4', {}, 'Conditions that decide'), h('ul', { class: 'rules' }, deciding.map(rule))] : '',
    other.length ? [h('h4', {}, deciding.length ? 'Also good to know' : 'What the rules say'), h('ul', { class: 'rules' }, other.map(rule))] : '')
}

function tally(deciding, other) {
  const parts = [['met', 'met'], ['not met', 'not_met'], ['not known yet', 'unknown']].flatMap(([label, want]) => {
    const n = deciding.filter((v) => v.verdict === want && !(want === 'unknown' && v.note)).length
    return n ? `${n} ${label}` : []
  })
  const own = deciding.filter((v) => v.verdict === 'unknown' && v.note).length
  if (own) parts.push(`${own} for you to check`)
  if (other.length) parts.push(`${other.length} ${deciding.length ? 'more to know' : 'to read, none of them decides'}`)
  return parts.join(', ')
}

function rule(v) {
  const missing = (v.missing ?? []).map(words.fact)
  // only conditions, priorities and limits say something about the person
  const judged = ['eligibility', 'priority', 'limit'].includes(v.effect)
  const effect = words.effects[v.effect] ?? v.effect
  const sign = !judged || (v.verdict === 'unknown' && v.note) ? 'info' : v.verdict
  return h('li', { class: `rule rule-${v.verdict}`, testid: 'card-rule', 'data-verdict': v.verdict, 'data-effect': v.effect },
    h('span', { class: `sign sign-${sign}` }, icon(sign)),
    h('div', {},
      h('p', { class: 'rule-word' }, judged ? words.verdict(v) : effect, h('span', { class: 'dim' }, ` ${judged && v.effect !== 'eligibility' ? `${effect}, ` : ''}${v.programme_name || v.programme}`)),
      h('p', {}, v.clause),
      v.quote ? h('blockquote', {}, v.quote) : '',
      missing.length ? h('p', { class: 'dim' }, `To judge it, we need ${words.join(missing)}.`) : '',
      h('p', { class: 'dim' }, v.source_url ? outLink(v.source_url, {}, words.host(v.source_url)) : '',
        v.checked_on ? `${v.source_url ? ', checked on ' : 'Checked on '}${words.day(v.checked_on)}` : ''),
      v.stale ? stale() : ''))
}

/**
 * Infrastructures side by side; the table scrolls within its own frame.
 * @param {{ids: string[], names: Record<string, string>, rows: Array<{label: string, values: Record<string, string>}>}} c
 * @param {Array<any>} [records] the recommendations behind it, for their links and verdicts
 */
export function comparison(c, records = []) {
  const caption = uid('comparison')
  const empty = (row) => c.ids.every((id) => !row.values[id] || row.values[id] === 'not recorded')
  const missing = c.rows.filter(empty).map((row) => row.label.toLowerCase().replace(/^trl/, 'TRL')).filter((label) => label !== 'why not')
  const frame = h('div', { class: 'table-frame', role: 'region', tabindex: '0', 'aria-labelledby': caption },
    h('table', { testid: 'comparison' },
      h('caption', { id: caption, class: 'sr' }, `Comparison of ${c.ids.map((id) => c.names[id] ?? id).join(', ')}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'sr' }, 'Aspect')),
        c.ids.map((id) => head(c.names[id] ?? id, records.find((r) => r.id === id))))),
      h('tbody', {}, c.rows.filter((row) => !empty(row)).map((row) => h('tr', {}, h('th', { scope: 'row' }, row.label),
        c.ids.map((id) => h('td', row.values[id] === 'not recorded' ? { class: 'dim' } : {}, row.values[id] ?? '')))))))
  return [frame, missing.length ? h('p', { class: 'table-note' }, `Recorded for none of them: ${missing.join(', ')}.`) : '']
}

function head(name, r) {
  return h('th', { scope: 'col' }, r ? outLink(r.url, {}, name) : name,
    r ? h('span', { class: 'chip' }, h('span', { class: `sign sign-${r.eligibility}` }, icon(r.eligibility)), words.eligibility[r.eligibility]) : '')
}
