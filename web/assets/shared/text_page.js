/** A page of text only: it speaks the visitor's language. */
import { translate } from '/assets/shared/page.js'

await translate()
