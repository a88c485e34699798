import { t } from '/assets/shared/tongue.js'
/**
 * Makes an element. Text goes in as text nodes, so nothing that a server or a
 * person wrote can become markup.
 * @param {Record<string, any>} [props] attributes, `testid`, and `on` for listeners
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value == null || value === false) continue
    if (name === 'on') for (const [type, fn] of Object.entries(value)) el.addEventListener(type, fn)
    else if (name === 'testid') el.dataset.testid = value
    else el.setAttribute(name, value === true ? '' : String(value))
  }
  el.append(...children.flat(4).filter((c) => c != null && c !== false && c !== ''))
  return el
}

const SVG = 'http://www.w3.org/2000/svg'

/** Line icons: their meaning always stands beside them in words. */
const paths = {
  met: 'M4.5 10.5l3.5 3.5 7.5-8',
  not_met: 'M5.5 5.5l9 9m0-9l-9 9',
  unknown: 'M7.2 7.4a2.9 2.9 0 1 1 4.1 2.7c-.9.4-1.3 1-1.3 1.9M10 15.2v.1',
  out: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15 5l-6 6',
  send: 'M10 16V4.5M5 9l5-4.8L15 9',
  stop: 'M6 6h8v8H6z',
  close: 'M5.5 5.5l9 9m0-9l-9 9',
  down: 'M10 4v11m-4.5-4.5L10 15l4.5-4.5',
  person: 'M10 10.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm-6 6c.6-2.9 2.9-4.4 6-4.4s5.4 1.5 6 4.4',
  chat: 'M4 4.5h12v9H9.5L6 16.5v-3H4z',
  plus: 'M10 4.5v11M4.5 10h11',
  back: 'M12 5l-5 5 5 5',
  info: 'M10 9v5m0-7.6v.1M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4z',
}

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('class', `icon icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('focusable', 'false')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}

/** A link to another site, in a new tab; anything but http(s) stays text. */
export function outLink(url, props, ...children) {
  if (!/^https?:\/\//i.test(url || '')) return h('span', { class: props.class }, ...children)
  return h('a', { ...props, href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children,
    '\u2060', icon('out'), h('span', { class: 'sr' }, t(' (opens in a new tab)')))
}

let count = 0

/** An id that no other element has. */
export function uid(stem) {
  return `ri-${stem}-${++count}`
}
