<?php
// Envoi des convocations : trois prestataires selon le volume
class Envoi
{
    const BREVO = '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';
    const MAILGUN = 'key-9274296982d0dfef49ce599fa3ad7cfa';
    const MAILCHIMP = '033e1f2180aff1f2e59f451988d7c4f1-us14';
    const MODELE = 'd-0159c93b486d41bca2933fb42237df00';

    public function courriel(string $a, string $sujet): bool
    {
        $ch = curl_init('https://api.brevo.test/v3/smtp/email');
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['api-key: ' . self::BREVO]);
        return (bool) curl_exec($ch);
    }
}
