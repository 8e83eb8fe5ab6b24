# Valeurs mises hors de vue
$h = '50617072696b6133'
$a = New-Object Net.NetworkCredential('a', (-join ($h -split '(..)' -ne '' | % { [char][Convert]::ToByte($_,16) })))
$b = [byte[]]('4ec3a96772656c2d35' -split '(.{2})' | ? { $_ } | % { [Convert]::ToByte($_,16) })
$c = New-Object Net.NetworkCredential('b', [Text.Encoding]::UTF8.GetString($b))
$d = -join ('526963686f6d6d65' -split '(?<=\G..)(?=.)' | % { [char][Convert]::ToInt32($_, 16) })
$e = New-Object Net.NetworkCredential('c', $d)
$f = [Text.Encoding]::ASCII.GetString([Convert]::FromHexString('44616e736165727433'))
$g = New-Object Net.NetworkCredential('d', $f)
$i1 = -join ([regex]::Matches('506c756368617274','..') | % { [char][Convert]::ToInt32($_.Value,16) })
$j = New-Object Net.NetworkCredential('e', $i1)
[byte[]]$v = 123,86,93,93,86,81,86,82,70,10
for ($i = 0; $i -lt $v.Length; $i++) { $v[$i] = $v[$i] -bxor 0x33 }
$k = New-Object Net.NetworkCredential('f', [Text.Encoding]::ASCII.GetString($v))
$cle = [Text.Encoding]::ASCII.GetBytes('clef')
$z = [byte[]](0x37,0x04,0x1c,0x0b,0x45,0x20,0x04,0x13,0x11,0x05,0x00,0x14)
$r = for ($i = 0; $i -lt $z.Length; $i++) { [char]($z[$i] -bxor $cle[$i % $cle.Length]) }
$l = New-Object Net.NetworkCredential('g', (-join $r))
$sb = New-Object Text.StringBuilder
[void]$sb.Append('Reg').Append('lisse').Append(5)
$m = New-Object Net.NetworkCredential('h', $sb.ToString())
$motDePasse = "caf`u{e9}!9"
$json = "{ `"user`": `"svc`", `"password`": `"Bonnemort!`" }"
iex "`$n = New-Object System.Net.NetworkCredential('u','Gregoire')"
Write-Host "Mot de passe initial : Accueil#24"
