import type { CheckedWords } from './check-text.ts';

/** French, as it is written in Belgium. Apostrophes are straight here: texts are made so before they are read. */
export const checkedFr: CheckedWords = {
  contents: {
    'creditor-register-number': /(numéro d'entreprise|BCE)\D{0,20}\d/i,
    'creditor-address': /\b\d{4,5} ?[A-Z]/,
    'creditor-phone': /téléphone de [^:]{1,80}:? ?[+\d]/iu,
    'collector-identity': /vous écrit (pour|à la demande|au nom)|au nom de|pour le compte de|de la part de/i,
    'collector-register-number':
      /(registre|inscription|enregistrement)[^.]{0,60}[A-Z0-9]*\d|numéro d'entreprise de [^:]{1,80}:? \S*\d/i,
    supervisor: /SPF Économie|SPF Economie|contrôle|surveillance/i,
    subject: /facture/i,
    'contract-date': /contrat du \d{1,2}(er)? \p{L}+ \d{4}/iu,
    'due-date': /(échéance|échu|à payer (jusqu'au|pour le)|pouviez payer|jusqu'au)[^.]*\d{4}/i,
    'demand-for-payment': /(nous vous (demandons|prions|invitons)|veuillez|vous devez)[^.]{0,60}pay/i,
    'interest-breakdown': /intérêts?/i,
    // Where no amount of interest is asked there is nothing that it was counted on.
    'interest-base':
      /^(?=.*intérêts)(?!.*intérêts( de retard)? ?:? \d[\d., ]*€)|% (par an )?sur \d[\d., ]*€,? (du|depuis)/i,
    'costs-amount': /(frais|indemnité|dommages)[^?!]{0,160}?(\d[\d., ]* ?(€|euros|EUR)|(€|EUR) ?\d[\d.,]*)/i,
    vat: /\bTVA\b/,
    consequence: /(ne payez pas|à défaut|sans paiement|en cas de non).{0,200}?(frais|indemnité|intérêts)/i,
    'free-of-charge': /gratuit|sans frais|pas de frais/i,
    'amicable-not-judicial': /amiable/i,
    'dispute-route': /pas d'accord|pas juste|contest/i,
    complaints: /plainte|réclamation|pas content|insatisf/i,
    plan: /plusieurs fois|par mois|échelonn|plan de paiement|facilités de paiement|petites parties|en une fois/i,
    help: /médiation de dettes|médiateur de dettes|CPAS|aide gratuit|geldfit|service de médiation/i,
    contact: /(appelez|téléphon|écrivez)[^.]{0,40}(\d{2}|@)|@/i,
  },
  numbers: {
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    sept: 7,
    huit: 8,
    dix: 10,
    quatorze: 14,
    quinze: 15,
    trente: 30,
  },
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  units: {
    days: 'jours ouvrables|jours|jour',
    calendarDays: 'jours calendriers?|jours calendaires',
    weeks: 'semaines?',
  },
  within: 'dans(?: (?:les|ces|un délai de))?|sous',
  starts: [
    {
      starts: 'earlier',
      after:
        "(?:à partir|à compter|après|suivant|dès)(?: de| du)? ?(?:aujourd'hui|ce jour|la date|l'envoi|la présente|maintenant)[^.]{0,20}",
    },
    {
      starts: 'day-after-receipt',
      after:
        '(?:à partir|à compter) du (?:lendemain|jour qui suit)[^.]{0,80}?(?:reçu|réception|remis)\\p{L}*',
    },
    {
      starts: 'receipt',
      after: '(?:après|à partir|à compter|suivant|dès)[^.]{0,80}?(?:reçu|réception|remis)\\p{L}*',
    },
  ],
  by: 'au plus tard(?: le)?|avant le',
  lexicon: [
    { severity: 'block', pattern: /\bsaisi(e|r)\w*/i, why: 'only a bailiff with a title can seize anything' },
    { severity: 'block', pattern: /huissier[^.]{0,40}(porte|chez vous|passe)/i, why: 'no bailiff comes now' },
    { severity: 'block', pattern: /liste noire|mauvais payeur/i, why: 'who collects cannot list anybody' },
    { severity: 'block', pattern: /\bcitation\b|assignation/i, why: 'it looks judicial' },
    { severity: 'block', pattern: /\bpolice\b|\bfraude\b|pénal/i, why: 'a debt is no crime' },
    {
      severity: 'block',
      pattern: /frais (de dossier|d'administration|administratifs)/i,
      why: 'nothing may be claimed beside what the law allows',
    },
    {
      severity: 'block',
      pattern: /(employeur|voisins|famille)[^.]{0,30}inform|inform[^.]{0,30}(employeur|voisins|famille)/i,
      why: 'nobody else is told',
    },
    {
      severity: 'warn',
      pattern: /dernière chance|immédiatement|sans délai|dans les 24 heures/i,
      why: 'say the real day',
    },
    {
      severity: 'warn',
      pattern: /autres mesures|poursuites/i,
      why: 'say which step, and only one that was decided',
    },
  ],
};
