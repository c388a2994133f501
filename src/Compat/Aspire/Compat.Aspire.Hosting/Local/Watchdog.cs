using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>
/// A shell that outlives us: it holds the other end of a pipe of ours, and when that closes without a farewell it ends every
/// process of the run. So children die with the application host however it dies.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script =
        """
        pids=$1; rounds=$2
        while read -r line; do [ "$line" = farewell ] && exit 0; done
        started_then() {
          read -r stat < "/proc/$1/stat" 2>/dev/null || return 0
          n=0; for field in ${stat##*) }; do [ $n -eq 19 ] && break; n=$((n + 1)); done
          [ "$field" = "$2" ]
        }
        each() {
          alive=1
          for file in "$pids"/*.pid; do
            [ -f "$file" ] || continue
            read -r pid start signal < "$file" || continue
            started_then "$pid" "$start" || { rm -f "$file"; continue; }
            kill -s 0 -- "-$pid" 2>/dev/null || { rm -f "$file"; continue; }
            alive=0
            case $1 in
              check) ;;
              stop) kill -s "$signal" -- "-$pid" 2>/dev/null ;;
              kill) kill -s 9 -- "-$pid" 2>/dev/null ;;
            esac
          done
          return $alive
        }
        i=0
        while [ $i -lt "$rounds" ]; do
          if [ $((i % 10)) -eq 0 ]; then each stop; else each check; fi || { [ $i -gt 5 ] && break; }
          sleep 0.1; i=$((i + 1))
        done
        each kill
        for file in "$pids"/*.remove; do [ -f "$file" ] && read -r folder < "$file" && rm -rf -- "$folder"; done
        exit 0
        """;

    private readonly string _pids;
    private readonly int _rounds;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private Process _process;
    private bool _dismissed;

    public Watchdog(string pids, TimeSpan stopTime, ILogger logger)
    {
        _pids = pids;
        _rounds = Math.Max(10, (int)(stopTime.TotalSeconds * 10));
        _logger = logger;
        _process = Start();
    }

    public int ProcessId => _process.Id;

    /// <summary>Ends the watch: everything was stopped in good order.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_dismissed)
            {
                return;
            }

            _dismissed = true;
            try
            {
                _process.StandardInput.WriteLine("farewell");
                _process.StandardInput.Close();
                _process.WaitForExit(TimeSpan.FromSeconds(2));
            }
            catch (IOException)
            {
                _logger.LogDebug("The watchdog was gone already.");
            }

            _process.Dispose();
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(
            Tools.Require("setsid", "util-linux")) { RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var argument in new[] { "/bin/sh", "-c", Script, "watchdog", _pids,
            _rounds.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };

        // The event holds the process object's own lock, which its disposal takes too.
        process.Exited += (_, _) => _ = Task.Run(Replace);
        process.Start();
        process.StandardInput.AutoFlush = true;
        return process;
    }

    private void Replace()
    {
        lock (_lock)
        {
            if (!_dismissed)
            {
                _logger.LogWarning("The watchdog process was ended from outside; another one takes its place.");
                _process = Start();
            }
        }
    }
}
