import type { Texts } from '../texts.ts';

export default {
  refused:
    'Votre paiement a été refusé. Vérifiez vos données ou utilisez une autre carte ou un autre moyen de paiement.',
  expiredCard: 'Votre carte a expiré. Utilisez une autre carte ou un autre moyen de paiement.',
  insufficientFunds:
    'Selon votre banque, le solde ne couvre pas ce paiement. Utilisez une autre carte ou un autre moyen de paiement.',
  wrongDetails: 'Le numéro de carte ou le code de sécurité est incorrect. Vérifiez-les et réessayez.',
  giftCardRefused:
    'La carte cadeau a été refusée. Vérifiez son numéro et son code PIN ou utilisez un autre moyen de paiement.',
  notAuthenticated:
    'Votre banque n’a pas pu confirmer votre identité. Réessayez ou utilisez une autre carte ou un autre moyen de paiement.',
  cancelled: 'Le paiement a été annulé. Vous pouvez réessayer ou choisir un autre moyen de paiement.',
  failed: 'Le paiement n’a pas pu aboutir. Réessayez ou choisissez un autre moyen de paiement.',
  offline: 'Vous semblez être hors ligne. Vous n’avez pas été débité. Vérifiez votre connexion et réessayez.',
  confirming: 'Nous confirmons votre paiement. Veuillez patienter et ne pas payer à nouveau.',
  unknown:
    'Nous n’avons pas encore pu confirmer votre paiement. Ne payez pas à nouveau : vérifiez votre commande ou contactez-nous.',
  inProgress: 'Un autre paiement pour cette commande est en cours. Attendez son résultat avant de réessayer.',
  sessionExpired: 'Votre session a expiré. Rechargez la page et réessayez.',
  unavailable:
    'Le service de paiement est momentanément injoignable. Vous n’avez pas été débité. Réessayez dans un instant.',
  rejected: 'Ce paiement n’est pas possible. Rechargez la page ou choisissez un autre moyen de paiement.',
  methodUnavailable: 'Ce moyen de paiement ne peut pas être utilisé ici. Choisissez-en un autre.',
  notFinished: 'Le paiement n’a pas été finalisé. Réessayez ou choisissez un autre moyen de paiement.',
  loadFailed: 'Le formulaire de paiement n’a pas pu être chargé. Vérifiez votre connexion et réessayez.',
  paid: 'Merci. Votre paiement a été accepté.',
  partPaid:
    'Une partie du montant a été payée. Reste à payer : {amount}. Réglez le solde pour finaliser votre commande.',
  accepted: 'Merci. Votre paiement est en cours de traitement.',
  windowOpen: 'Continuez dans la fenêtre qui s’est ouverte.',
  windowShow: 'Afficher la fenêtre',
  windowCancel: 'Annuler le paiement',
} satisfies Texts;
