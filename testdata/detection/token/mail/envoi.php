<?php
// Envoi des convocations : trois prestataires selon le volume
class Envoi
{
    const BREVO = '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';
    const MAILGUN = 'key-5e9a02d70a559274296982d0dfef49ce';
    const MAILCHIMP = '599fa3ad7cfa033e1f2180aff1f2e59f-us14';
    const MODELE = 'd-0159c93b486d41bca2933fb42237df00';

    public function courriel(string $a, string $sujet): bool
    {
        $ch = curl_init('https://api.brevo.test/v3/smtp/email');
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['api-key: ' . self::BREVO]);
        return (bool) curl_exec($ch);
    }
}
