/** localStorage that may be blocked: then things are kept for this page's life only. */

/** @type {Map<string, string>} */
const memory = new Map()

/** @param {string} key @returns {any} */
export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? memory.get(key) ?? 'null')
  } catch {
    try {
      return JSON.parse(memory.get(key) ?? 'null')
    } catch {
      return null
    }
  }
}

/** @param {string} key @param {any} value null removes the entry */
export function save(key, value) {
  const raw = JSON.stringify(value)
  if (value === null) memory.delete(key)
  else memory.set(key, raw)
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, raw)
  } catch {
    // blocked or full: the copy in memory serves until the page goes
  }
}
