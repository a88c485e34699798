import { problem } from '/assets/shared/problem.js'
import { t } from '/assets/shared/tongue.js'

/** What pages need besides the document: the JSON API, and a memory that may be blocked. */

/** What the server says about a request that it refused. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/**
 * Calls the API. Fails with a Problem: status 0 is no connection.
 * @param {string} base origin of the navigator
 * @param {{method?: string, body?: any}} [options]
 * @returns {Promise<any>}
 */
export async function call(base, path, { method = 'GET', body } = {}) {
  let response
  try {
    response = await fetch(base + '/api/v1' + path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch {
    throw new Problem(0, t('There is no connection to the navigator. Check your network and try again.'))
  }
  if (response.status === 204) return null
  const data = await response.json().catch(() => null)
  if (response.ok && data !== null) return data
  throw new Problem(response.status, problem(data?.code, data?.detail))
}

/** Where localStorage is blocked, things are kept for this page's life. @type {Map<string, string>} */
const memory = new Map()

/** @param {string} key @returns {any} */
export function load(key) {
  let raw
  try {
    raw = localStorage.getItem(key)
  } catch {
    // blocked
  }
  try {
    return JSON.parse(raw ?? memory.get(key) ?? 'null')
  } catch {
    return null
  }
}

/** @param {string} key @param {any} value null removes the entry */
export function save(key, value) {
  const raw = JSON.stringify(value)
  memory.set(key, raw)
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, raw)
  } catch {
    // blocked or full: the copy in memory serves
  }
}
