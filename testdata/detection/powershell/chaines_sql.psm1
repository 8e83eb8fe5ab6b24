Set-StrictMode -Version 2
$script:ConnTemplate = 'Server={0};Database={1};User ID=maint;Password=Ledger-Book-5;Connect Timeout=5'
$b = New-Object Oracle.ManagedDataAccess.Client.OracleConnectionStringBuilder
$b['User Id'] = 'APPS'
$b['Password'] = 'oracle_apps'
$sb = [System.Data.SqlClient.SqlConnectionStringBuilder]::new()
$sb.PSBase.Password = 'quarterly'
$sb2 = New-Object System.Data.SqlClient.SqlConnectionStringBuilder
$sb2.set_Password('set-method')
$sb2.Add('Password', 'addMethod1')
$odbc = "Driver={MySQL ODBC 8.0 Unicode Driver};Server=db2;Database=shop;User=shop;Password={semi;colon};Option=3"
$ole = 'Provider=SQLOLEDB;Data Source=db3;Initial Catalog=HR;User ID=hr;Pwd="quoted pw"'
Add-OdbcDsn -Name 'HR' -DriverName 'SQL Server' -DsnType System -SetPropertyValue @('Server=db3', 'Database=HR', 'UID=hr', 'PWD=hr-odbc')
$srv = New-Object Microsoft.SqlServer.Management.Smo.Server 'db4'
$srv.ConnectionContext.LoginSecure = $false
$srv.ConnectionContext.set_Password('smo.login')
$srv.ConnectionContext.Password = "smo.prop"
$sc = New-Object Microsoft.SqlServer.Management.Common.ServerConnection('db5', 'sa', 'sa-smo-5')
Invoke-Sqlcmd -ServerInstance db6 -Query "CREATE LOGIN [app] WITH PASSWORD = N'Cr3ate-L0gin', CHECK_POLICY = OFF"
$q = @"
ALTER LOGIN sa WITH PASSWORD = 'sa reset 1';
EXEC sp_addlinkedsrvlogin @rmtsrvname='OLD', @useself='false', @rmtuser='link', @rmtpassword='linked-srv';
EXEC msdb.dbo.sysmail_add_account_sp @account_name='dba', @username='dba@x.example', @password='dbm4il';
OPEN SYMMETRIC KEY K1 DECRYPTION BY PASSWORD = 'symm-Key!';
"@
sqlcmd.exe -S db7 -U sa -P"sa-sp@ce" -Q "SELECT 1"
bcp HR.dbo.Staff out staff.csv -c -U hr -P hr-bcp -S db3
$env:SQLCMDPASSWORD = 'env-sqlcmd'
$env:PGPASSWORD='pg-dump-9'; pg_dump -U shop shop > d.sql
