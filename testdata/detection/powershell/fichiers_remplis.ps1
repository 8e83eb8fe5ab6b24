[xml]$web = Get-Content C:\inetpub\app\web.config
$node = $web.SelectSingleNode("//connectionStrings/add[@name='Main']")
$node.connectionString = 'Data Source=SQL9;Initial Catalog=App;User ID=appuser;Password=Cr4ne&Derrick'
$web.configuration.appSettings.SelectSingleNode("add[@key='SmtpPassword']").value = 'sm7p-relay'
$node.SetAttribute('password', 'set.Attr9')
$json = Get-Content appsettings.json -Raw | ConvertFrom-Json
$json.ConnectionStrings.Default = "Server=SQL9;Database=App;User Id=app;Password=Appl3-Cart;TrustServerCertificate=True"
$json.Smtp.Password = 'json-smtp-4'
$json | Add-Member -NotePropertyName AdminPassword -NotePropertyValue 'np-admin-5' -Force
(Get-Content app.ini) -replace '^password=.*', 'password=replaced-6' | Set-Content app.ini
(Get-Content env.txt).Replace('@@DBPASS@@', 'templ8-7') | Set-Content env2.txt
@"
DB_HOST=db1
DB_PASSWORD=dotenv-8
MAIL_PASSWORD="mail env"
"@ | Out-File .env -Encoding ascii
New-WebAppPool app; Set-WebConfigurationProperty '/system.applicationHost/applicationPools/add[@name="app"]/processModel' -Name password -Value 'pool-9-pw'
$iis = Get-Item IIS:\AppPools\app; $iis.processModel.userName = 'CORP\app'; $iis.processModel.password = 'pool.10'; $iis | Set-Item
$ftp | ftp -n
kubectl create secret generic db --from-literal=password=kube-12-pw
helm upgrade app ./chart --set postgresql.auth.password=helm-13-pw
az webapp config appsettings set -n app -g rg --settings DB_PASSWORD=az-14-set
[Environment]::SetEnvironmentVariable('VAULT_TOKEN', 'hvs.CAESIJ7kQ2mXw9rT4vNb8zLpY3cHs6dGfKqWe1uRiOaTjZxVbM', 'User')
