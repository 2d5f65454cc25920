import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'La commande n’a pas été prise. Rien à faire ici.';
const unpaid = 'Rien n’est payé pour elle.';

export const fieldWords: Pack['fieldWords'] = { missing: 'Remplissez ce champ.', number: 'Un nombre, s’il vous plaît.', least: (least) => `Au moins ${least}.`, most: (most) => `Au plus ${most}.`, shape: 'Ce n’est pas la forme attendue.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'deux reçus avec un même numéro', order: 'il contredit sa commande', plan: 'un autre plan d’audit', seed: 'une autre graine que celle tirée par le client', class: 'une autre classe numérique que commandée',
  stop: 'il enfreint la règle d’arrêt', dispute: 'un litige a été perdu', foreignAnchor: 'le reçu d’un autre nœud a été ancré',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `Il s’est passé quelque chose que cette page ne sait pas nommer (${code}).`, next: 'Rien n’a été perdu. Si cela se répète, le journal en dit plus.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Quelque chose a mal tourné dans Hearth (incident ${incident}).`, next: 'C’est dans le journal sous ce numéro.' }),
  'usage.invalid': ({ reason }) => ({ what: `Ce n’est pas possible : ${reason}.`, next: 'Rien n’a été changé.' }),

  'bridge.malformed': () => ({ what: 'La page et Hearth ne se sont pas compris.', next: 'Rechargez la page ; ils sont peut-être de versions différentes.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Ce Hearth ne connaît pas « ${command} ».`, next: 'Rechargez la page ; elle est peut-être plus récente que Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth ne répond pas.', next: 'La page continue d’essayer. Si vous avez arrêté Hearth, redémarrez-le.' }),
  'bridge.forbidden': () => ({ what: 'Cette page n’a pas la clé de ce Hearth.', next: 'Ouvrez l’adresse que Hearth a affichée à son démarrage ; chaque démarrage a la sienne.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Un autre Hearth utilise déjà ${dataFolder}.`, next: 'Utilisez celui-là, ou démarrez celui-ci avec un autre dossier de données.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `Aucun Hearth ne tourne sur ${dataFolder}.`, next: 'Démarrez-le d’abord.' }),
  'host.portBusy': ({ port }) => ({ what: `Le port ${port} est pris par un autre programme.`, next: 'Choisissez-en un autre, ou omettez-le et Hearth en trouve un.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `Le programme ${program} n’a pas démarré : ${reason}.`, next: 'Hearth essaie de nouveau.' }),
  'host.pageMissing': ({ folder }) => ({ what: `La page n’est pas construite dans ${folder}.`, next: 'Construisez-la avec npm run build:page.' }),
  'update.off': () => ({ what: 'Ce Hearth ne se met pas à jour lui-même.', next: 'Les réglages disent pourquoi.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `${path} ne peut pas être lu : ${reason}.`, next: 'Hearth n’y a pas touché. Remettez une copie, ou choisissez un autre dossier de données.' }),
  'storage.diskFull': ({ path }) => ({ what: `Le disque de ${path} est plein.`, next: 'Aucune nouvelle commande n’est prise avant qu’il y ait de la place. Le travail en cours est gardé.' }),
  'storage.locked': ({ path }) => ({ what: `Un autre programme tient ${path}.`, next: 'Fermez-le et réessayez.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} a été écrit par un Hearth plus récent (version ${found}, celui-ci connaît ${known}).`, next: 'Mettez Hearth à jour. Rien n’a été changé.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `${path} ne peut pas être lu : ${reason === 'missing' ? 'ce fichier n’existe pas' : reason === 'folder' ? 'c’est un dossier' : reason === 'denied' ? 'vous n’avez pas le droit de le lire' : reason}.`, next: 'Rien n’a changé. Vérifiez le chemin, ou branchez le disque où il se trouve, et indiquez le fichier lui-même.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `Les réglages dans ${path} n’ont pas de sens : ${reason}.`, next: 'Corrigez le fichier, ou retirez-le pour repartir des valeurs par défaut.' }),

  'model.notFound': ({ folder }) => ({ what: `Il n’y a pas de modèle dans ${folder}.`, next: 'Vérifiez le dossier.' }),
  'model.corrupt': ({ file }) => ({ what: `Le fichier de modèle ${file} n’est pas le bon : son empreinte diffère.`, next: 'Hearth ne l’exécute pas. Installez le modèle de nouveau.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `Le fichier de modèle ${file} ne peut pas être lu : ${reason}.`, next: 'Corrigez le fichier ou installez le modèle de nouveau.' }),
  'model.unsupported': ({ reason }) => ({ what: `Ce modèle ne peut pas tourner ici : ${reason}.`, next: 'Choisissez un autre modèle.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} est nécessaire ici : ce nœud a un siège parmi ses vérificateurs.` : model === '' ? 'Des tâches occupent les modèles.' : `${model} est nécessaire ici : une commande l’attend.`, next: use === 'seat' ? 'Quittez d’abord le siège.' : 'Rien n’a été changé. Réessayez quand le travail est fini, ou mettez en pause.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `Il n’y a pas de place : il manque ${formatBytes(shortBytes)} même si tout ce qui le peut s’en va.` : neededBytes === 0 ? `Pour cette limite seraient supprimés : ${wouldGo}.` : `Pour ${formatBytes(neededBytes)} de plus seraient supprimés : ${wouldGo}.`, next: wouldGo === '' ? 'Relevez la limite, désépinglez ou supprimez un modèle, ou déménagez les modèles sur un disque plus grand.' : 'Rien n’a été supprimé. Acceptez-le, ou relevez la limite.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `Les modèles ne peuvent pas déménager vers ${folder} : ${reason}.`, next: 'Ils sont restés où ils étaient. Indiquez un dossier nouveau ou vide.' }),
  'model.unknown': () => ({ what: 'La commande nomme un modèle que ce nœud n’a pas.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Rien n’est téléchargé de cette adresse : ${url}.`, next: reason === 'scheme' ? 'Elle doit commencer par https.' : reason === 'plain' ? 'http n’est que pour cette machine. Utilisez https.' : reason === 'credentials' ? 'Retirez le nom et le mot de passe.' : 'Écrivez-la comme https://hôte/dossier/, sans ? ni #.' }),
  'download.dataLimit': () => ({ what: 'Le téléchargement s’est arrêté : votre limite de données est atteinte.', next: 'Ce qui est arrivé est gardé. Il reprend de lui-même à la fin du jour ou du mois de la limite, ou quand vous la relevez sur l’écran Réseau.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} ne répond pas comme il faut : ${reason}.`, next: 'Ce qui est arrivé est gardé. Reprenez quand elle répond, ou indiquez une autre adresse.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} ne peut pas prouver qu’elle est bien celle qu’elle dit être : son certificat ne vaut pas ici (${reason}).`, next: 'Ce qui est arrivé est gardé. Nommez une autre adresse ; pour un miroir à vous, lancez Hearth avec NODE_EXTRA_CA_CERTS=FICHIER, le certificat de votre autorité.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} n’a pas de modèle pour nous (HTTP ${status}).`, next: 'Vérifiez l’adresse. Elle doit contenir hearth-list.json ou manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} renvoie ailleurs : ${to}.`, next: 'Rien n’y a été pris. Si vous faites confiance à ce lieu, nommez-le vous-même.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} répond compressé (${encoding}), alors que ce n’était pas demandé.`, next: 'Rien n’en a été gardé. Utilisez une autre adresse.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} ne donne presque rien : ${bytesPerSecond} octets par seconde.`, next: 'Ce qui est arrivé est gardé. Reprenez plus tard, ou indiquez une autre adresse.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `Ce que donne ${url} dépasse ${formatBytes(limitBytes)}.`, next: 'Rien n’en a été gardé. Utilisez une autre adresse.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} donne une autre longueur que la liste : ${found} au lieu de ${formatBytes(expectedBytes)}.`, next: 'Rien n’en a été gardé. Utilisez une autre adresse.' }),
  'download.wrongBytes': ({ file }) => ({ what: `Ce qui est venu pour ${file} n’est pas ce qui était nommé : son empreinte diffère.`, next: 'Rien n’en a été gardé. Utilisez une autre adresse.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Cette adresse a un autre modèle : ${found} au lieu de ${expected}.`, next: 'Rien n’en a été gardé. Vérifiez l’empreinte et l’adresse.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `La liste des fichiers de ${url} n’a pas de sens : ${reason}.`, next: 'Rien n’en a été gardé. Utilisez une autre adresse.' }),

  'input.malformed': ({ reason }) => ({ what: `L’entrée de la commande n’a pas de sens : ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `Dans la commande, ${what} est trop grand : ${found}, au plus ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `L’entrée de la commande a la forme ${found}, le modèle prend ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `La commande n’a pas de sens : ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'La commande n’est pas signée par le client qu’elle nomme.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'La commande est destinée à un autre nœud.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'La commande nomme un autre modèle que sa requête.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `La commande demande la classe numérique ${asked}, ce nœud calcule en ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'L’entrée n’est pas celle pour laquelle la commande a été signée.', next: theirRequest }),
  'order.expired': () => ({ what: 'La commande est arrivée après sa propre échéance.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'La commande offre moins que ce nœud demande.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'Le client n’a pas mis assez d’argent de côté pour la commande.', next: 'Il peut la renvoyer dès que c’est fait.' }),
  'order.duplicate': () => ({ what: 'Cette commande a déjà été prise.', next: 'Elle est faite et payée une fois.' }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `La commande demande ${found} unités, ce nœud en fait ${limit} au plus.`, next: theirRequest }),

  'order.notTaken': ({ what }) => ({ what: `Le propriétaire de ce nœud n’accepte pas ${what === 'model' ? 'ce modèle' : what === 'client' ? 'ce client' : 'ce genre de tâche'}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `La commande demande ${neededSeconds} s ici, et son échéance en laisse ${leftSeconds}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'La tâche a été annulée.', next: unpaid }),
  'job.deadline': () => ({ what: 'La tâche n’a pas fini avant son échéance.', next: `${unpaid} L’appareil est de nouveau libre.` }),
  'job.notFound': () => ({ what: 'Il n’y a pas de telle tâche ici.', next: 'Elle appartient peut-être à un autre dossier de données.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `Le programme de la tâche s’est arrêté ${attempts === 1 ? 'une fois' : `${attempts} fois`} sans un mot : ${signal}.`, next: 'La tâche a été abandonnée après le dernier essai. L’appareil continue d’en prendre d’autres.' }),
  'job.handedBack': ({ rule }) => ({ what: `La tâche a été rendue : la règle « ${rule} » du propriétaire a pris l’appareil.`, next: 'Elle va à un autre fournisseur. Personne n’a failli.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Personne n’a répondu à temps à un litige sur le reçu. Cela' : `Le reçu a été prouvé faux sur la chaîne (${faultTitle(fault)}) et`} a coûté ${coinsOf(slashedWei)} de mise.`, next: 'Rien n’est payé pour la tâche. La mise retirée ne revient pas.' }),
  'job.voided': ({ penaltyWei }) => ({ what: `Un comité de vérificateurs a recalculé la tâche et refusé son reçu : la tâche est nulle${penaltyWei === '0' ? '' : `, et a coûté ${coinsOf(penaltyWei)} de mise`}.`, next: 'Rien n’est payé pour la tâche. Pendant un temps, chaque reçu de ce nœud est contrôlé.' }),
  'audit.notServed': ({ what, reason }) => ({ what: `Non remis : ${what}, ${reason}.`, next: 'La demande est répétée jusqu’à la fin du temps de vote.' }),
  'guard.notChosen': () => ({ what: 'Ce nœud ne répond pas aux litiges à la place de celui-là.', next: 'Son propriétaire l’accepte avec hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'Le tirage n’a pas donné de siège à ce vérificateur pour ce reçu.', next: 'Seul qui a été tiré obtient les preuves d’une tâche.' }),
  'job.busy': ({ running, limit }) => ({ what: `Toutes les places sont prises : ${running} tâches sur ${limit} tournent.`, next: 'Le client peut redemander.' }),
  'job.paused': () => ({ what: 'Hearth était en pause quand la commande est arrivée.', next: 'Le client peut redemander.' }),

  'worker.lost': ({ signal }) => ({ what: `Le programme de la tâche s’est arrêté sans un mot : ${signal}.`, next: 'Un nouveau prend le relais.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `Le modèle ne s’est pas chargé : ${reason}.`, next: 'L’appareil laisse ce modèle de côté jusqu’au redémarrage de Hearth.' }),
  'worker.runFailed': ({ reason }) => ({ what: `Le modèle a échoué pendant le calcul : ${reason}.`, next: 'Rien n’est payé pour cette tâche.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} n’est pas une trace : ${reason}.`, next: 'Qui l’a faite perd un litige avec elle.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `Le modèle est ${found}, le reçu nomme ${expected}.`, next: 'Donnez le dossier du modèle que le reçu nomme.' }),
  'worker.timeout': ({ stage }) => ({ what: `La tâche a pris trop de temps (${stage}).`, next: 'Elle a été arrêtée et l’appareil libéré.' }),
  'evidence.nonFinite': () => ({ what: 'Le modèle a produit une valeur qui n’est pas un nombre.', next: 'Aucun reçu n’a été fait, rien n’est donc payé. Si cela se répète, l’appareil ou son pilote est défectueux.' }),

  'rows.unavailable': ({ reason }) => ({ what: `Les lignes demandées ne peuvent pas être ouvertes : ${reason}.`, next: 'Une tâche dont les lignes sont retenues n’est pas payée.' }),

  'receipt.malformed': ({ reason }) => ({ what: `Ce n’est pas un reçu : ${reason}.`, next: 'Vérifiez le fichier.' }),
  'receipt.tooLarge': () => ({ what: 'Le fichier est plus grand qu’un reçu ne peut l’être.', next: 'Vérifiez le fichier.' }),
  'receipt.notFound': () => ({ what: 'Cette tâche n’a pas encore de reçu.', next: 'Il est signé quand la tâche est finie.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `Le reçu ne tient pas : ${check}, ${reason}.`, next: 'Ne vous y fiez pas.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `Le signataire a refusé de signer : ${reason}.`, next: isOwnLimit(rule) ? 'Cette limite se change dans le portefeuille, sous « Limites ».' : 'Ses règles ne peuvent pas être changées depuis cette page.' }),
  'signer.secondCommitment': () => ({ what: 'Un second résultat, différent, devait être signé pour la même tâche. Le signataire a refusé.', next: 'La première signature vaut.' }),
  'signer.secondVote': () => ({ what: 'Un second vote, différent, sur le même reçu devait être signé. Le signataire a refusé.', next: 'Le premier vote vaut.' }),
  'signer.unavailable': () => ({ what: 'Le signataire ne répond pas.', next: 'Le travail fini attend et est signé à son retour.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `Le registre du signataire ${path} est endommagé à la ligne ${line}.`, next: 'Il ne signe rien avant que le registre soit remis d’une copie.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `Ce n’est pas une adresse : ${reason}.`, next: 'Copiez-la de nouveau, entière, de là où elle vient.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `Ce n’est pas la sauvegarde d’un portefeuille : ${reason}.`, next: 'Choisissez le fichier que Hearth a écrit. Rien n’a été changé.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Il manque encore une chose : ${what}.`, next: 'Rien n’a été signé.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Trop de phrases secrètes fausses. Prochain essai dans ${Math.ceil(waitMs / 1000)} s.`, next: 'Attendez ; redémarrer ne raccourcit rien.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} n’est pas un jeton qui puisse être envoyé : ${reason}.`, next: 'Comparez l’adresse avec celle que ses auteurs publient.' }),
  'wallet.exists': ({ what }) => ({ what: `Le portefeuille a déjà : ${what}.`, next: 'Rien n’a été changé.' }),
  'wallet.keyInvalid': () => ({ what: 'Ce n’est pas une clé privée : elle a 64 chiffres hexadécimaux.', next: 'Vérifiez-la. Rien n’a été gardé.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Ce fichier de clés ne peut pas être ouvert : ${reason} (${field}).`, next: 'Ce n’est pas la phrase secrète. Exportez le fichier de nouveau d’où il vient.' }),
  'wallet.locked': () => ({ what: 'Le portefeuille est verrouillé.', next: 'Déverrouillez-le avec sa phrase secrète. Tâches et reçus continuent pendant ce temps.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Il y avait un portefeuille ici (${addresses}), et son fichier a disparu ou est endommagé.`, next: 'Restaurez-le de sa sauvegarde ou de sa phrase de récupération, ou dites que vous en voulez un nouveau.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Ce nom ne convient pas : ${reason}.`, next: 'Choisissez-en un autre.' }),
  'wallet.noChain': () => ({ what: 'Hearth tourne sans réseau, il n’y a donc pas de chaîne à interroger.', next: 'Le portefeuille garde ses clés ; soldes et envois demandent un réseau.' }),
  'wallet.noPhrase': () => ({ what: 'Ce compte n’a pas de phrase de récupération : il a été importé comme clé seule.', next: 'Gardez son fichier de clés ou la sauvegarde.' }),
  'wallet.notFound': ({ what }) => ({ what: `Absent du portefeuille : ${what}.`, next: 'Regardez sa liste de comptes.' }),
  'wallet.notPending': () => ({ what: 'Cette transaction n’attend plus.', next: 'Regardez son état.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} n’est pas un chemin de dérivation.`, next: "Un chemin courant est m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Une phrase de récupération a 12, 15, 18, 21 ou 24 mots.' : reason === 'word' ? `Le mot ${position} n’est dans aucune liste.` : 'Ce sont des mots d’une liste, mais ensemble pas une phrase de récupération : la somme de contrôle est fausse.',
    next: 'Comparez avec ce que vous avez écrit. Rien n’a été gardé.',
  }),
  'wallet.watchOnly': () => ({ what: 'Ce compte est seulement suivi : sa clé n’est pas ici.', next: 'Signez là où se trouve sa clé.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `Cette phrase secrète est trop facile à deviner. ${warning}`, next: 'Quatre mots sans rapport ou plus, c’est bien.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'Cette phrase secrète ne l’ouvre pas.', next: waitMs > 0 ? `Prochain essai dans ${Math.ceil(waitMs / 1000)} s.` : 'Réessayez.' }),
  'wallet.wrongWords': () => ({ what: 'Ce ne sont pas les mots demandés.', next: 'Regardez ce que vous avez écrit et réessayez.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `La chaîne à ${rpcUrl} ne répond pas.`, next: 'Les reçus attendent et sont réglés à son retour.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `Les données de la chaîne datent de ${formatSpan(ageSeconds * 1000)} : ${rpcUrl} ne montre pas de bloc plus récent.`, next: 'Rien n’est décidé sur elles. Si d’autres machines voient des blocs plus récents, vérifiez l’horloge de celle-ci et l’adresse.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Cette adresse de la chaîne n’est pas utilisée ici : ${rpcUrl}.`, next: reason === 'scheme' ? 'Elle doit commencer par https.' : reason === 'plain' ? 'http ne vaut que pour cette machine : en chemin vers une autre, n’importe qui pourrait répondre. Prenez https.' : reason === 'credentials' ? 'Enlevez le nom et le mot de passe ; les nœuds prennent une clé dans le chemin.' : reason === 'known' ? 'Elle est déjà là.' : reason === 'many' ? 'On peut en ajouter huit. Retirez-en d’abord une.' : reason === 'silent' ? 'Elle ne répond pas. Vérifiez-la, ou ajoutez-la quand elle répondra ; rien n’a été changé.' : 'Écrivez-la comme https://hôte/chemin.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Deux adresses de la chaîne se contredisent sur le bloc ${blockNumber} : ${rpcUrl} et ${otherUrl}.`, next: 'Rien n’est décidé avant qu’elles s’accordent. Si cela dure, retirez celle à qui vous vous fiez le moins.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `C’est la chaîne ${found} ; on a dit à Hearth ${expected}.`, next: 'Rien ne lui est envoyé. Vérifiez l’adresse de la chaîne.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `Le contrat ${contract} sur la chaîne n’est pas celui que Hearth connaît.`, next: 'Rien ne lui est envoyé.' }),
  'chain.reverted': ({ call, error }) => ({ what: `La chaîne a refusé ${call} : ${error}.`, next: 'Aucun argent n’a bougé.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `La liste des contrats dans ${path} n’a pas de sens : ${reason}.`, next: 'Remettez le fichier.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `${tool} manque : ${reason}.`, next: 'Le réseau d’essai ne peut pas démarrer sans lui.' }),

  'chain.gasMissing': () => ({ what: 'Le compte qui écrit sur la chaîne ne peut pas payer ses frais.', next: 'Les reçus attendent qu’il ait de quoi.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call} a été annulé : ${reason}.`, next: 'Rien n’a été fait ; seuls les frais sont payés.' }),
  'chain.nonceTaken': () => ({ what: 'Un autre programme envoie du même compte.', next: 'Arrêtez l’autre ; deux ne peuvent partager un compte.' }),

  'network.unreachable': ({ address }) => ({ what: `${address} est injoignable.`, next: 'Hearth essaie de nouveau.' }),
  'network.malformed': () => ({ what: 'Un pair a envoyé quelque chose qui n’a pas de sens.', next: 'Sa connexion a été fermée.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `Le fichier de réseau ${from} n’est pas accepté : ${reason}.`, next: 'Demandez son fichier et le sha256 de celui-ci à qui fait tourner le réseau.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `Le réseau ${name} parle ${found} ; ce Hearth parle ${expected}.`, next: 'Utilisez la version de Hearth que nomment ses exploitants.' }),
  'network.unknown': ({ name }) => ({ what: `Ce Hearth n’a rejoint aucun réseau nommé ${name}.`, next: 'Voir hearth networks ; rejoignez-en un avec hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `L’horloge de cette machine et la chaîne de ce réseau diffèrent de ${seconds} s.`, next: 'Réglez l’horloge de cette machine, puis rejoignez-le à nouveau.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Aucun fournisseur ne prend de tâche pour ${modelId} maintenant.`, next: 'Redemandez dans un instant, ou permettez un prix plus haut.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `Le budget de la clé ne couvre pas les ${neededWei} wei que cela peut coûter.`, next: 'Augmentez-le avec hearth gateway-key, ou demandez moins de jetons.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `Il n’y a pas de réseau d’essai dans ${dataFolder}.`, next: 'Lancez d’abord hearth start avec ce dossier ; la passerelle n’achète pour l’instant que sur un réseau d’essai.' }),
  'devnet.failed': ({ reason }) => ({ what: `Le réseau d’essai n’a pas démarré : ${reason}.`, next: 'Hearth essaie de nouveau.' }),
  'test.missing': ({ what, install }) => ({ what: `${what} manque.`, next: `Installez-le : ${install}` }),
};
