<?php
/** Boutique du musée : prestataires de paiement et d'expédition */
return [
    'devise' => 'EUR',
    'flutterwave' => ['publique' => 'FLWPUBK_TEST-0a1b2c3d4e5f', 'secrete' => 'FLWSECK_TEST-b8c85619785ad873e0c1746072888126-X'],
    'easypost' => 'EZAKqk5kKoN4jklSAwbZoPmLELcGf5dx21OsELf0HDPLsqc863uTSnlFwF',
    'duffel' => 'duffel_test_9jQE3DrIBvWsFaJn9piVvkG-7xuS50iTAFGA7KJAvB6',
    'shippo' => 'shippo_test_790ec92c12398c6d2d5f627a55c6bde964b28a24',
    'lob' => 'test_24db87292abfe69ede8f23a04343edf3949', // cartes postales
    'delai' => 30,
];
