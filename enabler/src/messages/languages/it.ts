import type { Texts } from '../texts.ts';

export default {
  refused:
    'Il pagamento è stato rifiutato. Controlla i dati o usa un’altra carta o un altro metodo di pagamento.',
  expiredCard: 'La carta è scaduta. Usa un’altra carta o un altro metodo di pagamento.',
  insufficientFunds:
    'Secondo la tua banca il saldo non copre questo pagamento. Usa un’altra carta o un altro metodo di pagamento.',
  wrongDetails: 'Il numero della carta o il codice di sicurezza non è corretto. Controllali e riprova.',
  giftCardRefused:
    'La carta regalo è stata rifiutata. Controlla numero e PIN oppure usa un altro metodo di pagamento.',
  notAuthenticated:
    'La tua banca non ha potuto confermare la tua identità. Riprova o usa un’altra carta o un altro metodo di pagamento.',
  cancelled: 'Il pagamento è stato annullato. Puoi riprovare o scegliere un altro metodo di pagamento.',
  failed: 'Non è stato possibile completare il pagamento. Riprova o scegli un altro metodo di pagamento.',
  offline: 'Sembra che tu sia offline. Non ti è stato addebitato nulla. Controlla la connessione e riprova.',
  confirming: 'Stiamo confermando il pagamento. Attendi e non pagare di nuovo.',
  unknown:
    'Non abbiamo ancora potuto confermare il pagamento. Non pagare di nuovo: controlla l’ordine o contattaci.',
  inProgress: 'È in corso un altro pagamento per questo ordine. Attendi l’esito prima di riprovare.',
  sessionExpired: 'La sessione è scaduta. Ricarica la pagina e riprova.',
  unavailable:
    'Il servizio di pagamento non è al momento raggiungibile. Non ti è stato addebitato nulla. Riprova tra poco.',
  rejected: 'Questo pagamento non è possibile. Ricarica la pagina o scegli un altro metodo di pagamento.',
  methodUnavailable: 'Questo metodo di pagamento non può essere usato qui. Scegline un altro.',
  notFinished: 'Il pagamento non è stato completato. Riprova o scegli un altro metodo di pagamento.',
  loadFailed: 'Non è stato possibile caricare il modulo di pagamento. Controlla la connessione e riprova.',
  paid: 'Grazie. Il pagamento è andato a buon fine.',
  partPaid:
    'Una parte dell’importo è stata pagata. Restano da pagare {amount}: paghi il resto per completare l’ordine.',
  accepted: 'Grazie. Il pagamento è in elaborazione.',
  windowOpen: 'Continua nella finestra che si è aperta.',
  windowShow: 'Mostra la finestra',
  windowCancel: 'Annulla il pagamento',
} satisfies Texts;
