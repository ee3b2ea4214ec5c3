using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Local.Azurite;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class ProgramKillTests
{
    [Fact]
    public async Task Kill_RightAfterAWrite_LeavesNoEmulatorAndLosesNothing()
    {
        var port = 0;
        await using var program = await CaseyProgram.StartAsync(settings => port = int.Parse(settings["Local__StoragePort"], CultureInfo.InvariantCulture));
        using var emulator = Emulator(program.DataDirectory);
        var table = new TableServiceClient(new AzuritePorts(0, port, port + 1, port + 2).ConnectionString(AzuriteSettings.StandardAccount)).GetTableClient("Kept");
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        // Started again at once: the new emulator waits for the old one to save its data and let go of its ports.
        await program.KillAsync();
        await program.RestartAsync();

        await emulator.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    private static Process Emulator(string dataDirectory)
    {
        using var mark = JsonDocument.Parse(File.ReadAllText(Path.Combine(dataDirectory, "storage", "running.json")));
        return Process.GetProcessById(mark.RootElement.GetProperty("pid").GetInt32());
    }
}
