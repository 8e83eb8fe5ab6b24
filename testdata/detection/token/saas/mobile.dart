// Clés de l'application mobile
class Cles {
  static const carte = 'sk.eyJ1Ijoic2lnLW1haXJpZSIsImEiOiJjMWJxMTJ6YnMxMHZyYmY0cDByOXAwZXNiIn0.Ck1oW7uRNLaLDCLubP_vAq';
  static const notifications = 'AAAABKJJ2VR:APA91bUx4mkCVO7Mo9plHQh6zPEf2kq3b4W1sNUMfoHxEE2oowi74b4bHGx4TG42SbCXu42hHX7ZD2Ltb2Lfnic2uhdiqpZO276O9XP7eN7woaxzu9ljtU4aqHRZ2jlqx2v5aDszkI6b';
  static const flotte = "samsara_api_59HQsid9LdApkmaVrvph84qdnJA36Y";
  static const version = '3.4.1+208';
  static const empreinte = 'AF:97:0F:CC:92:9E:0C:E2:4D:F5:83:87:F7:00:4A:28:11:22:33:44';
}
