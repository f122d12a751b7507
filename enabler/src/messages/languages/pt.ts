import type { Texts } from '../texts.ts';

export default {
  refused:
    'O seu pagamento foi recusado. Verifique os seus dados ou utilize outro cartão ou método de pagamento.',
  expiredCard: 'O seu cartão expirou. Utilize outro cartão ou método de pagamento.',
  insufficientFunds:
    'Segundo o seu banco, o saldo não cobre este pagamento. Utilize outro cartão ou método de pagamento.',
  wrongDetails:
    'O número do cartão ou o código de segurança não está correto. Verifique ambos e tente novamente.',
  giftCardRefused:
    'O cartão-presente foi recusado. Verifique o número e o PIN ou utilize outro método de pagamento.',
  notAuthenticated:
    'O seu banco não conseguiu confirmar a sua identidade. Tente novamente ou utilize outro cartão ou método de pagamento.',
  cancelled: 'O pagamento foi cancelado. Pode tentar novamente ou escolher outro método de pagamento.',
  failed: 'Não foi possível concluir o pagamento. Tente novamente ou escolha outro método de pagamento.',
  offline:
    'Parece que está sem ligação. Não foi cobrado qualquer valor. Verifique a sua ligação e tente novamente.',
  confirming: 'Estamos a confirmar o seu pagamento. Aguarde e não pague novamente.',
  unknown:
    'Ainda não foi possível confirmar o seu pagamento. Não pague novamente: consulte a sua encomenda ou contacte-nos.',
  inProgress:
    'Está a ser processado outro pagamento para esta encomenda. Aguarde o resultado e tente depois.',
  sessionExpired: 'A sua sessão expirou. Recarregue a página e tente novamente.',
  unavailable:
    'O serviço de pagamento não está disponível neste momento. Não foi cobrado qualquer valor. Tente daqui a pouco.',
  rejected: 'Este pagamento não é possível. Recarregue a página ou escolha outro método de pagamento.',
  methodUnavailable:
    'Este método de pagamento não pode ser utilizado aqui. Escolha outro método de pagamento.',
  notFinished: 'O pagamento não foi concluído. Tente novamente ou escolha outro método de pagamento.',
  loadFailed:
    'Não foi possível carregar o formulário de pagamento. Verifique a sua ligação e tente novamente.',
  paid: 'Obrigado. O seu pagamento foi concluído.',
  partPaid: 'Uma parte do valor foi paga. Falta pagar {amount}: pague o restante para concluir a encomenda.',
  accepted: 'Obrigado. O seu pagamento está a ser processado.',
  windowOpen: 'Continue na janela que foi aberta.',
  windowShow: 'Mostrar a janela',
  windowCancel: 'Cancelar o pagamento',
} satisfies Texts;
