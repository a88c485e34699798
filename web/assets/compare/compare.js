import { h, icon } from '/assets/shared/dom.js'
import { translate } from '/assets/shared/page.js'
import { call } from '/assets/shared/client.js'
import { comparison } from '/assets/shared/card.js'
import { cited, sources } from '/assets/shared/citation.js'
import { t, tongue } from '/assets/shared/tongue.js'

/** A comparison by its address alone: facilities, and the facts that verdicts rest on. */
const main = document.querySelector('main')
const asked = new URLSearchParams(location.search)
await translate()

try {
  const query = new URLSearchParams({ ids: asked.get('ids') ?? '', lang: tongue })
  for (const f of asked.getAll('fact')) query.append('fact', f)
  build(await call('', `/compare?${query}`))
} catch (err) {
  main.replaceChildren(h('div', { class: 'text' }, h('h1', {}, t('This comparison can’t be shown')), h('p', {}, err.message),
    h('p', {}, h('a', { class: 'button', href: '/' }, t('Go to the conversation')))))
}

/** @param {any} a */
function build(a) {
  const place = h('div')
  const row = h('select', { id: 'sort', testid: 'sort', on: { change: draw } },
    h('option', { value: '' }, t('as listed')), a.comparison.rows.map((r) => h('option', { value: r.key }, r.label)))
  const copied = h('span', { class: 'dim', role: 'status' })
  const share = h('button', { type: 'button', class: 'button second', testid: 'share', on: { click: async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      copied.textContent = t('Link copied.')
    } catch {
      copied.textContent = t('Copying is blocked here')
    }
  } } }, t('Copy the link'))
  const print = h('button', { type: 'button', class: 'button second', on: { click: () => window.print() } }, t('Print'))
  const facts = (a.facts ?? []).filter((f) => f.text)
  main.replaceChildren(
    h('h1', {}, t('Compare facilities')),
    facts.length ? h('p', { class: 'dim', testid: 'compare-facts' }, t('Judged for: {facts}.', { facts: facts.map((f) => f.text).join('; ') })) : '',
    h('div', { class: 'compare-tools' }, h('label', { for: 'sort' }, t('Sort by')), row, share, print, copied),
    place,
    h('p', { class: 'notice' }, icon('info'), h('span', {}, t('What the rules say is no legal advice: the facility decides.'))),
    h('div', {}, cited(a.text, a.citations)), sources(a.citations))
  draw()

  function draw() {
    const by = a.comparison.rows.find((r) => r.key === row.value)
    const last = (v) => v === undefined || v === '' || v === a.comparison.missing
    const ids = by ? [...a.comparison.ids].sort((x, y) => Number(last(by.values[x])) - Number(last(by.values[y])) ||
      String(by.values[x]).localeCompare(String(by.values[y]), tongue, { numeric: true })) : a.comparison.ids
    place.replaceChildren(...comparison({ ...a.comparison, ids }, a.recommendations).filter(Boolean))
  }
}
