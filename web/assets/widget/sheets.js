/** @type {Map<string, Promise<CSSStyleSheet[]>>} */
const loaded = new Map()

/**
 * The widget's style sheets, constructed: a host page whose policy forbids
 * inline styles can show them.
 * @param {string} base
 */
export function sheets(base) {
  if (!loaded.has(base)) {
    const all = Promise.all(['shared/base.css', 'shared/conversation.css', 'shared/card.css', 'widget/widget.css'].map(async (name) => {
      const response = await fetch(`${base}/assets/${name}`)
      if (!response.ok) throw new Error(`${name}: ${response.status}`)
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(await response.text())
      return sheet
    }))
    all.catch(() => loaded.delete(base))
    loaded.set(base, all)
  }
  return loaded.get(base)
}
