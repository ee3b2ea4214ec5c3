using CaseyOS.Testing.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
