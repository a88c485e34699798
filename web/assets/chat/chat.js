import { view } from '/assets/shared/view.js'
import { translate } from '/assets/shared/page.js'

/** The chat page: the shared conversation in the middle of the document. */
const language = await translate()
const chat = view({ base: location.origin, page: true, language, scroller: () => document.scrollingElement ?? document.documentElement })
document.querySelector('main').append(chat.el)

const person = document.querySelector('#person')
person.addEventListener('click', () => chat.handoff(person))
document.querySelector('#confidential').addEventListener('click', () => chat.reset(true))
document.querySelector('#new').addEventListener('click', () => chat.reset())
chat.start()
