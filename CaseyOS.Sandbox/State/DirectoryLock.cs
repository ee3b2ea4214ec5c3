namespace CaseyOS.Sandbox.State;

/// <summary>
/// Keeps two sandboxes from writing the same file. The operating system lets go of it when the holder dies, so a killed
/// one blocks nobody; one that is just ending is waited for.
/// </summary>
internal static class DirectoryLock
{
    private const string FileName = "sandbox.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="IOException">Another sandbox keeps it.</exception>
    public static async Task<IDisposable> TakeAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
