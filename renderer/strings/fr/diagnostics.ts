import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Réseau', waiting: 'Examen du réseau.', none: 'Hearth tourne sans réseau.', noneNext: 'Les reçus sont faits et vérifiés sur cette machine, et rien n’est payé.',
    reach: {
      nothing: 'Personne ne peut encore joindre ce nœud.', thisMachine: 'Les programmes de cette machine peuvent joindre ce nœud, et personne d’autre.', homeNetwork: 'Votre réseau domestique peut joindre ce nœud.', internet: 'Ce nœud écoute à une adresse d’internet.', direct: 'D’autres foyers joignent ce nœud directement.', relay: 'D’autres foyers joignent ce nœud par un relais.', closed: 'D’autres foyers ne peuvent pas joindre ce nœud.', untried: 'Personne n’a encore essayé si d’autres foyers joignent ce nœud.',
    },
    reachWhy: {
      nothing: 'Il n’écoute nulle part. Il le fera dès qu’il aura démarré.', thisMachine: 'Le réseau d’essai n’a besoin de rien de plus : son client et ses vérificateurs tournent ici aussi. Rien n’est à ouvrir dans un routeur.', homeNetwork: 'Qui ne vient pas d’une adresse de votre foyer est refusé. Un pare-feu sur cette machine peut encore écarter votre foyer.', internet: 'Qu’un pare-feu laisse entrer d’autres machines ne se voit pas de l’intérieur.', direct: 'Des pairs ont été priés de l’appeler, et sont entrés.', relay: 'Votre routeur ne laisse entrer personne : les autres passent par des nœuds qui servent de relais. C’est plus lent, et une connexion porte au plus 16 Mio en 10 minutes.', closed: 'Des pairs ont été priés de l’appeler et ne sont pas entrés, et aucun relais n’a encore de place pour lui. Il peut toujours appeler les autres, et reçoit moins de travail.', untried: 'Il écoute, et prie les premiers pairs qu’il rencontre de l’appeler.',
    },
    forward: (port) => `Pour une ligne directe, redirigez dans votre routeur le port TCP ${port} vers cette machine, ou laissez Hearth le demander au routeur.`,
    peers: 'connectés maintenant', peersWhy: { one: 'pair', many: 'pairs', other: 'pairs' }, listens: 'Écoute à', peerId: 'Identifiant de pair', node: 'Adresse du nœud', chain: 'Chaîne', block: 'Bloc le plus récent', blockAge: (age) => `date de ${age}`, rpc: 'Interrogée à', windowLength: 'Un délai dure', fresh: 'La chaîne répond et ses données sont récentes.', old: (age) => `La chaîne répond, mais son bloc le plus récent date de ${age}. Rien n’est décidé sur lui.`, gone: 'La chaîne ne répond pas. Les reçus attendent ici et sont payés à son retour.', connecting: 'La chaîne n’a pas encore répondu.', noChain: 'Il n’y a pas de chaîne.', strangers: 'Les noms et adresses des autres sont montrés comme simple texte. Hearth n’en ouvre aucun.',
    listen: {
      title: 'Qui peut joindre ce nœud', waiting: 'Lecture de votre choix.', scope: { thisMachine: 'Cette machine', homeNetwork: 'Réseau domestique', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Seuls les programmes de cette machine peuvent se connecter. Rien n’est ouvert.', homeNetwork: 'Les machines de votre réseau domestique peuvent aussi se connecter. Toutes les autres sont refusées.', internet: 'Tout le monde peut se connecter : un port TCP de cette machine est ouvert à tous.' },
      port: 'Port', portHint: 'À partir de 1024. Vide : 7413.', relay: 'Relais pour d’autres', relayWhy: 'Les nœuds que personne ne joint le sont à travers celui-ci : 32 au plus, et 16 Mio en 10 minutes par connexion.', router: 'Demander au routeur', routerWhy: 'Le routeur est prié de rediriger le port vers cette machine (UPnP).', region: 'Pays', regionHint: 'Deux lettres, comme FR, pour qui achète selon le pays. Vide : rien n’est dit aux autres.',
      save: 'Enregistrer et redémarrer le fournisseur', saving: 'Le fournisseur redémarre.', saveWhy: 'Les tâches en cours continuent ensuite.', runs: (running) => `Votre choix vaut à partir du prochain démarrage du fournisseur. D’ici là, il tourne ainsi : ${running}.`, portOf: (port) => `port ${port}`,
    },
    data: {
      title: 'Limites de données', waiting: 'Lecture des limites.',
      what: 'Ce que ce nœud envoie à internet et en reçoit, modèles compris. À une limite, aucune commande n’est prise et aucun modèle n’est donné ni téléchargé avant la fin de son jour ou de son mois ; les tâches en cours se terminent. Le trafic dans votre foyer et celui de la chaîne ne comptent pas.',
      names: { sentDay: 'Envoyé par jour', sentMonth: 'Envoyé par mois', receivedDay: 'Reçu par jour', receivedMonth: 'Reçu par mois' }, hint: 'En Gio. Vide : pas de limite.', used: (used) => `${used} jusqu’ici`, save: 'Enregistrer les limites', saved: 'Enregistré. Elles comptent aussitôt.',
    },
    networks: {
      title: 'Réseaux', waiting: 'Lecture des réseaux.', own: 'Réseau d’entraînement de ce Hearth', only: 'Il n’y a ici que le réseau d’entraînement de ce Hearth.', join: 'Pour en rejoindre un autre, donnez le fichier de ce réseau à cette commande :', real: 'argent réel', current: 'Actuel', switch: 'Changer', switchTo: (name) => `Passer à ${name}`,
      ask: (name) => `Passer à ${name} ?`, why: 'Les tâches en cours sont d’abord terminées, puis le fournisseur redémarre là-bas. Mise, revenus et reçus de chaque réseau restent avec lui.', yes: 'Changer', no: 'Rester ici', going: 'Le changement est en cours : les tâches en cours sont d’abord terminées, puis le fournisseur redémarre.',
      receipts: { one: 'reçu de ce nœud peut encore être audité ici.', other: 'reçus de ce nœud peuvent encore être audités ici.' }, until: (moment) => `Jusqu’au ${moment} au plus tard.`, untilUnknown: 'On ne sait pas encore jusqu’à quand.', costs: 'Les vérificateurs qui ne trouvent personne ici peuvent le dire sur la chaîne, ce qui coûte de la mise.', whenClear: 'Changer quand il n’en reste aucun', waits: (name) => `Plus aucune commande n’est prise. Le passage à ${name} suit dès qu’aucun reçu n’attend d’audit.`, now: 'Changer maintenant',
    },
  },
  logs: {
    title: 'Journal', waiting: 'Lecture du journal.', empty: 'Rien n’a encore été écrit.', emptyNext: 'Chaque programme écrit ici ce qu’il fait et ce qu’il a refusé.', none: 'Aucune ligne ne contient cela.', noneNext: 'Essayez plus court.', filter: 'Seulement les lignes avec', count: { one: 'ligne', many: 'lignes', other: 'lignes' }, cut: 'les plus anciennes sont dans le fichier', follow: 'Suivre', export: 'Enregistrer ces lignes', exportWhy: 'Telles quelles, avec adresses et chemins. Pour quelqu’un d’autre, prenez le dossier de diagnostic sous À propos : il est expurgé.',
  },
  about: {
    title: 'À propos', version: 'Hearth', lead: 'Licence MIT. Il contient des œuvres d’autrui, chacune sous la sienne.', licences: 'De quoi il est fait', works: { one: 'œuvre d’autrui', many: 'œuvres d’autrui', other: 'œuvres d’autrui' }, licenceHead: { name: 'Œuvre', licence: 'Licence' },
    guard: 'Personne ne demandera votre phrase', guardWhy: 'Ni Hearth, ni ses auteurs, ni un client, ni une assistance, ni cette page. Qui demande votre phrase de récupération, votre phrase secrète ou votre clé veut votre argent. Hearth montre le texte venu du réseau comme simple texte, jamais comme une consigne.',
    bundle: 'Dossier de diagnostic', bundleWhy: 'Pour qui vous aide à trouver une panne : versions, appareils, états et journal. Les comptes, empreintes, adresses, chemins, ainsi que votre nom et celui de cette machine en sont retirés avant que vous le voyiez.', make: 'Le constituer et le lire', making: 'En préparation', save: 'L’enregistrer', size: (size) => `${size}. Lisez-le d’abord : c’est tout ce qu’il contient.`, nothingSent: 'Rien n’est envoyé nulle part.',
  },
};
