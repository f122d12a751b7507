// One field of a card form, in a frame of its own. It speaks with adyen-web 6.45 in JSON strings; what it calls
// "encrypted" is the value behind `test_`, which is the form that Adyen's test blobs have.

const input = document.querySelector('input');
const rules = document.createElement('style');
document.head.append(rules);

/** What adyen-web said when the field was loaded, and since. */
const state = {
  fieldType: '',
  numKey: 0,
  brand: '',
  cvcPolicy: 'required',
  luhn: true,
  panLengths: [16],
  sent: '',
};

const NOTHING = { digits: '', error: '' };
/** `[brand, prefix]`, put into the page by the server. */
const BRANDS = window.brandPrefixes.map(([brand, prefix]) => [brand, new RegExp(prefix)]);

const blob = (value) => `test_${value}`;
const send = (message) => {
  const { fieldType, numKey } = state;
  window.parent.postMessage(JSON.stringify({ fieldType, numKey, ...message }), '*');
};

const passesLuhn = (digits) =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

const lengthsOf = (brand) => {
  if (brand === 'amex') return [15];
  return brand === 'maestro' || brand === 'cup' ? [16, 17, 18, 19] : [16];
};

const announceBrand = (digits) => {
  const brand = BRANDS.find(([, prefix]) => prefix.test(digits))?.[0] ?? 'card';
  if (brand === state.brand) return;
  state.brand = brand;
  state.panLengths = lengthsOf(brand);
  const cvcPolicy = brand === 'bcmc' ? 'hidden' : brand === 'maestro' ? 'optional' : 'required';
  const cvcText = 'Security code';
  send({ action: 'brand', brand, cvcPolicy, expiryDatePolicy: 'required', cvcText, error: '' });
};

const BIN = 11;
const announceBin = (digits) => {
  const bin = digits.slice(0, BIN);
  if (bin === state.bin) return;
  state.bin = bin;
  const known = bin.length === BIN ? { encryptedBin: blob(bin), uuid: crypto.randomUUID() } : {};
  send({ action: 'binValue', binValue: digits.slice(0, 8), ...known });
};

const single = (name, value) => [{ type: name, encryptedFieldName: state.fieldType, blob: blob(value) }];

/** How each field is written, judged and sent. `read` returns `{complete, error}`; an error code is adyen-web's. */
const fields = {
  encryptedCardNumber: {
    autocomplete: 'cc-number',
    maxDigits: () => (state.giftCard ? 32 : Math.max(...state.panLengths)),
    format: (digits) =>
      state.brand === 'amex'
        ? digits.replace(/^(\d{4})(\d{1,6})?(\d+)?/, (_all, ...groups) =>
            groups.slice(0, 3).filter(Boolean).join(' '),
          )
        : digits.replace(/(\d{4})(?=\d)/g, '$1 '),
    empty: 'cc.num.900',
    incomplete: 'cc.num.901',
    changed: (digits) => {
      if (state.giftCard) return;
      announceBrand(digits);
      announceBin(digits);
    },
    read: (digits) => {
      if (state.giftCard) return { complete: digits.length >= 15 };
      if (!state.panLengths.includes(digits.length)) return { complete: false };
      return state.luhn && !passesLuhn(digits)
        ? { complete: false, error: 'cc.num.902' }
        : { complete: true };
    },
    encrypt: (digits) => ({
      encryptedCardNumber: single('number', digits),
      endDigits: digits.slice(-4),
      issuerBin: digits.slice(0, 8),
    }),
  },
  encryptedExpiryDate: {
    autocomplete: 'cc-exp',
    maxDigits: () => 4,
    format: (digits) => {
      const padded = /^[2-9]/.test(digits) ? `0${digits}`.slice(0, 4) : digits;
      return padded.length > 2 ? `${padded.slice(0, 2)}/${padded.slice(2)}` : padded;
    },
    empty: 'cc.dat.910',
    incomplete: 'cc.dat.911',
    read: (digits) => {
      const month = Number(digits.slice(0, 2));
      if (month > 12) return { complete: false, error: 'cc.dat.911' };
      if (digits.length < 4) return { complete: false };
      const now = new Date();
      const months = (2000 + Number(digits.slice(2)) - now.getFullYear()) * 12 + month - (now.getMonth() + 1);
      if (month === 0) return { complete: false, error: 'cc.dat.911' };
      if (months < 0) return { complete: false, error: 'cc.dat.912' };
      return months > 15 * 12 ? { complete: false, error: 'cc.dat.913' } : { complete: true };
    },
    encrypt: (digits) => {
      const [month, year] = [digits.slice(0, 2), `20${digits.slice(2)}`];
      return {
        type: 'year',
        ...(state.exposeExpiryDate && { expiryDate: `${month}/${digits.slice(2)}` }),
        encryptedExpiryDate: [
          { type: 'month', encryptedFieldName: 'encryptedExpiryMonth', blob: blob(month) },
          { type: 'year', encryptedFieldName: 'encryptedExpiryYear', blob: blob(year) },
        ],
      };
    },
  },
  encryptedSecurityCode: {
    autocomplete: 'cc-csc',
    maxDigits: () => (state.giftCard ? 10 : state.brand === 'amex' ? 4 : 3),
    format: (digits) => digits,
    empty: 'cc.cvc.920',
    incomplete: 'cc.cvc.921',
    read: (digits) => ({
      complete: state.giftCard ? digits.length >= 3 : digits.length === (state.brand === 'amex' ? 4 : 3),
    }),
    encrypt: (digits) => ({ encryptedSecurityCode: single('cvc', digits) }),
  },
};

const digitsIn = (text) => text.replace(/\D/g, '');
const showError = (shown) => {
  document.body.classList.toggle('error', shown);
  input.setAttribute('aria-invalid', String(shown));
};

/** Judges what is in the field now and tells the page, once per change. */
const judge = () => {
  const field = fields[state.fieldType];
  const digits = digitsIn(input.value);
  const { complete, error = '' } = digits === '' ? NOTHING : field.read(digits);
  const verdict = JSON.stringify({ digits, complete, error });
  if (verdict === state.sent) return;
  state.sent = verdict;
  showError(error !== '');
  document.body.classList.toggle('valid', Boolean(complete));
  if (complete) send({ action: 'encryption', ...field.encrypt(digits) });
  else send({ action: error === 'cc.num.902' ? 'luhnCheck' : 'incomplete field', error });
};

input.addEventListener('input', () => {
  const field = fields[state.fieldType];
  const raw = digitsIn(input.value).slice(0, field.maxDigits());
  const formatted = field.format(raw);
  if (input.value !== formatted) input.value = formatted;
  field.changed?.(digitsIn(formatted));
  // The brand decides how long the number may be.
  input.value = field.format(digitsIn(input.value).slice(0, field.maxDigits()));
  judge();
});

const tellFocus = (focus) => send({ action: 'focus', focus, numChars: digitsIn(input.value).length });
input.addEventListener('focus', () => tellFocus(true));
input.addEventListener('blur', () => {
  tellFocus(false);
  const field = fields[state.fieldType];
  const digits = digitsIn(input.value);
  if (digits === '') return;
  const { complete, error } = field.read(digits);
  if (complete) return;
  showError(true);
  send({ action: 'incomplete field', error: error ?? field.incomplete });
});
input.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') send({ action: 'enterKeyPressed' });
});

const css = (selector, style = {}) =>
  `${selector} { ${Object.entries(style)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`)
    .join(' ')} }`;

const restyle = ({ base, error, validated, placeholder }) => {
  rules.textContent = [
    css('input', base),
    css('input::placeholder', placeholder),
    css('.valid input', validated),
    css('.error input', error),
  ].join('\n');
};

const configure = (config) => {
  const { fieldType, iframeUIConfig: { sfStyles, placeholders = {}, ariaConfig = {} } = {} } = config;
  const { numKey, cvcPolicy, exposeExpiryDate } = config;
  Object.assign(state, { fieldType, numKey, cvcPolicy, exposeExpiryDate });
  state.giftCard = config.txVariant === 'giftcard';
  const field = fields[fieldType];
  const aria = ariaConfig[fieldType] ?? {};
  input.id = fieldType;
  input.dataset.fieldtype = fieldType;
  input.autocomplete = field.autocomplete;
  input.setAttribute('aria-label', aria.label ?? fieldType);
  input.placeholder = placeholders[fieldType] ?? Object.values(placeholders)[0] ?? '';
  document.documentElement.lang = (ariaConfig.lang ?? 'en').replace('_', '-');
  restyle(sfStyles ?? {});
  send({ action: 'config' });
};

/** What the page may say later, by the field of the message that says it. */
const commands = [
  ['styleObject', ({ styleObject }) => restyle(styleObject)],
  ['focus', () => input.focus()],
  ['unsupportedCard', ({ unsupportedCard }) => showError(unsupportedCard)],
  ['externalValidation', () => showError(true)],
  [
    'autoComplete',
    ({ autoComplete }) => {
      input.value = autoComplete;
      input.dispatchEvent(new window.Event('input'));
    },
  ],
  [
    'brand',
    ({ brand, enableLuhnCheck = true, panLength, cvcPolicy }) => {
      if (brand === 'reset') {
        Object.assign(state, { brand: '', luhn: true });
      } else {
        state.brand = brand;
        state.luhn = enableLuhnCheck;
        state.panLengths = panLength ? [panLength] : lengthsOf(brand);
      }
      if (cvcPolicy) state.cvcPolicy = cvcPolicy;
      if (input.value !== '') judge();
    },
  ],
];

window.addEventListener('message', ({ data, source }) => {
  if (source !== window.parent || typeof data !== 'string') return;
  const message = JSON.parse(data);
  if (state.fieldType === '') configure(message);
  else commands.find(([name]) => name in message)?.[1](message);
});
