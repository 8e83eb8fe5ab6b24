<?php
/** Boutique du musée : prestataires de paiement et d'expédition */
return [
    'devise' => 'EUR',
    'flutterwave' => ['publique' => 'FLWPUBK_TEST-0a1b2c3d4e5f', 'secrete' => 'FLWSECK_TEST-873e0c17460728881268557455db076f-X'],
    'easypost' => 'EZAKLcGf5dx21OsELf0HDPLsqc863uTSnlFwF8OHEevpBo7iKrn40RkyLL',
    'duffel' => 'duffel_test_sFaJn9piVvkG-7xuS50iTAFGA7KJAvB6DMc7YMlYejp',
    'shippo' => 'shippo_test_98c6d2d5f627a55c6bde964b28a2424db87292ab',
    'lob' => 'test_fe69ede8f23a04343edf3949d71e907d395', // cartes postales
    'delai' => 30,
];
