import type { Texts } from '../texts.ts';

export default {
  refused: 'Su pago ha sido rechazado. Compruebe sus datos o utilice otra tarjeta u otro método de pago.',
  expiredCard: 'Su tarjeta ha caducado. Utilice otra tarjeta u otro método de pago.',
  insufficientFunds:
    'Según su banco, el saldo no cubre este pago. Utilice otra tarjeta u otro método de pago.',
  wrongDetails:
    'El número de tarjeta o el código de seguridad no es correcto. Compruébelos e inténtelo de nuevo.',
  giftCardRefused:
    'La tarjeta regalo ha sido rechazada. Compruebe su número y su PIN o utilice otro método de pago.',
  notAuthenticated:
    'Su banco no ha podido confirmar su identidad. Inténtelo de nuevo o utilice otra tarjeta u otro método de pago.',
  cancelled: 'El pago se ha cancelado. Puede intentarlo de nuevo o elegir otro método de pago.',
  failed: 'No se ha podido completar el pago. Inténtelo de nuevo o elija otro método de pago.',
  offline:
    'Parece que no tiene conexión. No se le ha cobrado nada. Compruebe su conexión e inténtelo de nuevo.',
  confirming: 'Estamos confirmando su pago. Espere, por favor, y no vuelva a pagar.',
  unknown:
    'Aún no hemos podido confirmar su pago. No vuelva a pagar: consulte su pedido o contacte con nosotros.',
  inProgress: 'Se está procesando otro pago para este pedido. Espere el resultado e inténtelo después.',
  sessionExpired: 'Su sesión ha caducado. Recargue la página e inténtelo de nuevo.',
  unavailable:
    'El servicio de pago no está disponible en este momento. No se le ha cobrado nada. Inténtelo en unos instantes.',
  rejected: 'Este pago no es posible. Recargue la página o elija otro método de pago.',
  methodUnavailable: 'Este método de pago no se puede utilizar aquí. Elija otro método de pago.',
  notFinished: 'El pago no se ha completado. Inténtelo de nuevo o elija otro método de pago.',
  loadFailed: 'No se ha podido cargar el formulario de pago. Compruebe su conexión e inténtelo de nuevo.',
  paid: 'Gracias. Su pago se ha realizado correctamente.',
  partPaid:
    'Se ha pagado una parte del importe. Queda por pagar: {amount}. Pague el resto para completar el pedido.',
  accepted: 'Gracias. Su pago se está procesando.',
  windowOpen: 'Continúe en la ventana que se ha abierto.',
  windowShow: 'Mostrar la ventana',
  windowCancel: 'Cancelar el pago',
} satisfies Texts;
