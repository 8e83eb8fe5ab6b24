// Clés de l'application mobile
class Cles {
  static const carte = 'sk.eyJ1Ijoic2lnLW1haXJpZSIsImEiOiJjMHI5cDBlc2JvZjA3aHkza3Z0c2E3c29vIn0.LubP_vAq2Ux4mkCVO7Mo9p';
  static const notifications = 'AAAAPfqv6Kd:APA91b6zPEf2kq3b4W1sNUMfoHxEE2oowi74b4bHGx4TG42SbCXu42hHX7ZD2Ltb2Lfnic2uhdiqpZO276O9XP7eN7woaxzu9ljtU4aqHRZ2jlqx2v5aDszkI6bKqhg1FvybIQEoHhA1';
  static const flotte = "samsara_api_36Y1vM0k483oibCqW1kl2lj3YsARMg";
  static const version = '3.4.1+208';
  static const empreinte = 'AF:97:0F:CC:92:9E:0C:E2:4D:F5:83:87:F7:00:4A:28:11:22:33:44';
}
