import { h } from '/assets/shared/dom.js'
import { call } from '/assets/shared/client.js'
import { t } from '/assets/shared/tongue.js'

const notes = () => ({ 'no-model': t('Search works by words only: the semantic index is not available.') })

/**
 * The quiet line on what the service has and what it does without. It asks
 * again only while the index is being built.
 */
export function statusNote(base) {
  const size = h('span')
  const trouble = h('span', { class: 'trouble' })
  const el = h('p', { class: 'status-note', testid: 'status-note' }, size, trouble)
  let timer = 0
  let live = false

  async function ask() {
    try {
      const s = await call(base, '/status')
      if (!live) return
      const { research = 0, technology = 0 } = s.infrastructures ?? {}
      size.replaceChildren(t('{n} infrastructures on record', { n: research + technology }), h('span', { class: 'detail' }, ` (${t('{research} research, {technology} technology', { research, technology })})`), '.')
      const { done = 0, total = 0 } = s.embeddings ?? {}
      const building = total && done < total && !s.degraded?.includes('no-model')
      const lines = (s.degraded ?? []).filter((d) => d !== 'lexical-only').map((d) => notes()[d] ?? t('Reduced service: {what}.', { what: d }))
      if (building) lines.push(t('The semantic index is being built ({percent} %); until then search works by words only.', { percent: Math.floor(100 * done / total) }))
      const text = lines.length ? ` ${lines.join(' ')}` : ''
      if (trouble.textContent !== text) trouble.textContent = text
      el.dataset.degraded = (s.degraded ?? []).join(' ')
      if (building) timer = setTimeout(ask, 2000)
    } catch {
      if (live) timer = setTimeout(ask, 10_000)
    }
  }

  return {
    el,
    start() {
      if (live) return
      live = true
      ask()
    },
    stop() {
      live = false
      clearTimeout(timer)
    },
  }
}
