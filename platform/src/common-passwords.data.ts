// Words people and products choose first; compared after folding, so `P4ssw0rd` is `password` too.

export const commonPasswords: readonly string[] = [
  'password', 'passwort', 'password1234', 'passwordpassword', 'passwort1234', 'passw0rd', 'letmein', 'letmeinplease', 'welcome', 'willkommen',
  'changeme', 'changemenow', 'changemeplease', 'default', 'secret', 'geheim', 'geheimnis', 'administrator', 'administration', 'admin', 'adminadmin',
  'root', 'rootroot', 'toor', 'operator', 'operation', 'engineer', 'engineering', 'maintenance', 'service', 'servicetechnik', 'technik',
  'instandhaltung', 'produktion', 'production', 'factory', 'fabrik', 'brewery', 'brauerei', 'holdfast', 'holdfastholdfast', 'siemens', 'simatic',
  'rockwell', 'schneider', 'wago', 'beckhoff', 'codesys', 'scada', 'sysadmin', 'supervisor', 'superuser', 'testtest', 'testpassword', 'qwerty',
  'qwertyuiop', 'qwertzuiop', 'qwertyuiopasdf', 'qwertzuiopasdf', 'asdfghjkl', 'yxcvbnm', 'zxcvbnm', '1qaz2wsx3edc', '1q2w3e4r5t6y', '1q2w3e4r5t6z',
  '123456789012', '1234567890', '123456789', '12345678', '123456', '012345678901', '098765432109', '987654321098', 'abcdefghijkl', 'abcdefghijklmnop',
  'abcd1234', 'abc123', 'iloveyou', 'ichliebedich', 'sunshine', 'sonnenschein', 'princess', 'football', 'fussball', 'baseball', 'monkey', 'dragon',
  'master', 'michael', 'superman', 'batman', 'starwars', 'trustno1', 'whatever', 'computer', 'internet', 'hallo', 'hallohallo', 'hello', 'helloworld',
  'correcthorsebatterystaple', 'summer2024', 'summer2025', 'summer2026', 'sommer2024', 'sommer2025', 'sommer2026', 'winter2024', 'winter2025',
  'winter2026', 'frühling2026', 'herbst2026', 'spring2026', 'autumn2026', 'january', 'february', 'september', 'november', 'december', 'montag',
  'monday', 'freitag', 'friday', 'deutschland', 'germany', 'austria', 'schweiz', 'switzerland', 'berlin', 'münchen', 'munich', 'hamburg', 'bayern',
];
