import { h, icon } from '/assets/shared/dom.js'
import { t } from '/assets/shared/tongue.js'

/**
 * What was understood of the person, each to be taken back by a click.
 * @param {Array<any>} facts @param {{withdraw: (name: string, text: string) => void}} around
 */
export function facts(facts, around) {
  const known = facts.filter((f) => f.text)
  if (!known.length) return ''
  return h('details', { class: 'known', testid: 'facts' },
    h('summary', {}, t('What I understood of you'), h('span', { class: 'dim' }, ` (${known.length})`)),
    h('ul', { class: 'chips' }, known.map((f) => h('li', { class: 'chip-fact', testid: 'fact', 'data-name': f.name, 'data-doubtful': f.confidence < 0.7 },
      h('span', {}, f.text, f.confidence < 0.7 ? h('span', { class: 'dim' }, ` (${t('not sure')})`) : ''),
      h('button', { type: 'button', class: 'quiet-icon', testid: 'fact-withdraw', 'aria-label': t('Leave out: {fact}', { fact: f.text }), on: { click: () => around.withdraw(f.name, t('Leave out: {fact}', { fact: f.text })) } }, icon('close'))))),
    h('p', { class: 'dim' }, t('Wrong? Take it out here, or just write what is right.')))
}
