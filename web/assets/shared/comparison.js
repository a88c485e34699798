import { h, icon, outLink, uid } from '/assets/shared/dom.js'
import { eligibility } from '/assets/shared/words.js'

/**
 * Infrastructures side by side; the table scrolls within its own frame.
 * @param {{ids: string[], names: Record<string, string>, rows: Array<{label: string, values: Record<string, string>}>}} c
 * @param {Array<any>} [records] the recommendations behind it, for their links and verdicts
 */
export function comparison(c, records = []) {
  const caption = uid('comparison')
  const empty = (row) => c.ids.every((id) => !row.values[id] || row.values[id] === 'not recorded')
  const missing = c.rows.filter(empty).map((row) => row.label.toLowerCase().replace(/^trl/, 'TRL'))
  const frame = h('div', { class: 'table-frame', role: 'region', tabindex: '0', 'aria-labelledby': caption },
    h('table', { testid: 'comparison' },
      h('caption', { id: caption, class: 'sr' }, `Comparison of ${c.ids.map((id) => c.names[id] ?? id).join(', ')}`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'sr' }, 'Aspect')),
        c.ids.map((id) => head(c.names[id] ?? id, records.find((r) => r.id === id))))),
      h('tbody', {}, c.rows.filter((row) => !empty(row)).map((row) => h('tr', {}, h('th', { scope: 'row' }, row.label),
        c.ids.map((id) => h('td', row.values[id] === 'not recorded' ? { class: 'dim' } : {}, row.values[id] ?? '')))))))
  return [frame, missing.length ? h('p', { class: 'table-note' }, `Recorded for none of them: ${missing.join(', ')}.`) : '']
}

/** @param {string} name @param {any} [r] */
function head(name, r) {
  return h('th', { scope: 'col' }, r ? outLink(r.url, {}, name) : name,
    r ? h('span', { class: 'chip' }, h('span', { class: `sign sign-${r.eligibility}` }, icon(r.eligibility)), eligibility[r.eligibility]) : '')
}
