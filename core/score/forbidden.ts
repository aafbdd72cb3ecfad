/** What a score of people may never know, and how columns that hold it are named, in four languages. */
const forbidden: readonly [what: string, names: RegExp][] = [
  [
    'where somebody lives',
    /^(post|zip)(al)?code|^zip$|^plz$|postleitzahl|codepostal|^(street|straat|strasse|rue|address|adres|adresse|city|stad|ville|stadt|neighbou?rhood|wijk|buurt)$/,
  ],
  [
    'who somebody is',
    /^(first|last|sur|full|given|family|debtor|customer)?name$|^(voor|achter)?naam$|^nom$|^prenom$|^nachname$|^vorname$|e?mail(address)?$|^(tele)?phone|^telefoon/,
  ],
  [
    'nationality or origin',
    /nationalit|citizenship|ethnic|^race$|staatsangeh|birthplace|geboorteplaats|^religion|^godsdienst/,
  ],
  ['sex', /^sex$|^gender|^geslacht|^geschlecht|^sexe$/],
  [
    'age',
    /^age$|^age(years|group|band)$|^(person|customer|debtor)age|birth|geboorte|geburt|naissance|^dob$|^leeftijd|^alter$/,
  ],
  [
    'occupation or income bought elsewhere',
    /occupation|^job|profession|^beroep|^beruf|employ(er|ment)|^income|^inkomen|^salary/,
  ],
  ['health', /health|gezondheid|gesundheit|^sante|illness|disab(ility|led)|diagnos|medical/],
  ['free text', /^(free)?text$|comment|^notes?$|remark|opmerking|bemerkung|message(body)?$/],
  ['a dispute', /disput|betwist/],
  ['a complaint or an objection', /complain|^klacht|beschwerde|objection|bezwaar|einspruch/],
  ['debt help', /debthelp|debtcounsel|debtsettlement|schuldhulp|schuldsan|schuldnerberatung|insolven/],
];

/** What a column of this name would tell that a score of people may never know; undefined: nothing that its name shows. */
export function forbiddenBy(name: string): string | undefined {
  const bare = name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
  return forbidden.find(([, names]) => names.test(bare))?.[0];
}
