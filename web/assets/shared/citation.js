import { h, icon, outLink, uid } from '/assets/shared/dom.js'
import { capital, day, host } from '/assets/shared/words.js'
import { t } from '/assets/shared/tongue.js'

/** A paragraph whose marks [n] are buttons that show the evidence beneath it. */
export function cited(text, citations) {
  const place = h('div', { class: 'evidence' })
  const p = h('p', { class: 'prose' })
  for (const part of text.split(/(\s*\[\d{1,3}\])/)) {
    const n = Number(/\[(\d+)\]$/.exec(part)?.[1])
    const c = n && citations.find((c) => c.n === n)
    p.append(...(c ? ['\u2060', mark(c, place)] : [part]))
  }
  return h('div', { class: 'para' }, p, place)
}

function mark(c, place) {
  const id = uid('source')
  const button = h('button', {
    type: 'button', class: 'mark', testid: 'citation', 'aria-expanded': 'false', 'aria-controls': id,
    'aria-label': t('Source {n}: {title}', { n: String(c.n), title: c.title }), on: { click: () => toggle(button, place, () => panel(c, id, button, place)) },
  }, String(c.n))
  return button
}

function toggle(button, place, make) {
  const open = button.getAttribute('aria-expanded') === 'true'
  shut(place)
  if (open) return
  const el = make()
  place.append(el)
  button.setAttribute('aria-expanded', 'true')
  el.focus({ preventScroll: true })
  el.scrollIntoView({ block: 'nearest' })
}

function shut(place) {
  for (const b of place.parentNode.querySelectorAll('.mark[aria-expanded="true"]')) b.setAttribute('aria-expanded', 'false')
  place.replaceChildren()
}

function panel(c, id, button, place) {
  const close = () => {
    shut(place)
    button.focus()
  }
  const title = uid('title')
  return h('section', {
    class: 'source', id, tabindex: '-1', testid: 'citation-panel', 'aria-labelledby': title,
    on: { keydown: (e) => {
      if (e.key !== 'Escape') return
      e.stopPropagation()
      close()
    } },
  },
  h('div', { class: 'source-head' },
    h('strong', { id: title }, `${c.n}. ${c.title}`), c.section ? h('span', { class: 'dim' }, section(c.section)) : '',
    h('button', { type: 'button', class: 'quiet-icon', 'aria-label': t('Close the source'), on: { click: close } }, icon('close'))),
  c.quote ? h('blockquote', {}, c.quote) : '',
  h('p', { class: 'source-foot' },
    c.checked_on ? h('span', {}, capital(t('checked on {day}', { day: day(c.checked_on) }))) : '',
    outLink(c.url, {}, host(c.url) || t('Source'))),
  c.stale ? stale() : '')
}

function section(name) {
  return { about: t('About'), access: t('Access') }[name] ?? name.replace(/[-_:#]/g, ' ')
}

export function stale() {
  return h('p', { class: 'stale' }, icon('info'), t('Past its review date. Check it with the source before you rely on it.'))
}

export function sources(citations) {
  if (!citations.length) return ''
  return h('details', { class: 'sources' },
    h('summary', {}, t('{n} sources', { n: citations.length })),
    h('ol', {}, citations.map((c) => h('li', { value: c.n },
      outLink(c.url, {}, c.title), h('span', { class: 'dim' }, ` ${host(c.url)}${c.checked_on ? `, ${t('checked on {day}', { day: day(c.checked_on) })}` : ''}${c.stale ? `, ${t('past its review date')}` : ''}`)))))
}
