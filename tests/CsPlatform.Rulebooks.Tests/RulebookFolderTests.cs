using System.Text;
using NodaTime;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>A platform is data: rulebooks come from files of a folder as well, without code.</summary>
public sealed class RulebookFolderTests : IDisposable
{
    private static readonly LocalDate Day = new(2026, 1, 1);

    private readonly string folder = Directory.CreateTempSubdirectory("csplatform-rulebooks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_folder_the_shipped_files_are_the_catalogue()
    {
        var shipped = Samples.Shipped;

        Assert.Equal(shipped.Platforms, RulebookCatalogue.LoadWith(null).Platforms);
        Assert.Equal(shipped.Platforms, RulebookCatalogue.LoadWith("").Platforms);
    }

    [Fact]
    public void A_file_of_another_platform_is_one_platform_more()
    {
        var path = Write("below/any name.json", NewPlatform());

        var catalogue = RulebookCatalogue.LoadWith(folder);

        Assert.Equal(Samples.Shipped.Platforms.Append("elsewhere").Order(StringComparer.Ordinal), catalogue.Platforms);
        Assert.Equal(path, catalogue.FileOf(catalogue.Find("elsewhere", Day)!).Name);
    }

    [Fact]
    public void A_file_with_a_shipped_platform_and_version_takes_its_place_and_its_hash_shows()
    {
        var shipped = Samples.Shipped;
        var before = shipped.Find("xiaohongshu", Day)!;
        Write("stricter.json", Samples.With(shipped.FileOf(before), ("metrics.0.nameEn", "\"changed\"")).Json);

        var catalogue = RulebookCatalogue.LoadWith(folder);
        var after = catalogue.Find("xiaohongshu", Day)!;

        Assert.Equal(before.Version, after.Version);
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(after.Hash, after.Cite("any", "source").RulebookHash);
        Assert.Equal(shipped.Versions("xiaohongshu").Count, catalogue.Versions("xiaohongshu").Count);
    }

    [Fact]
    public void A_single_file_can_be_named_instead_of_a_folder()
    {
        var path = Write("one.json", NewPlatform());

        Assert.Contains("elsewhere", RulebookCatalogue.LoadWith(path).Platforms);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        File.WriteAllText(Path.Combine(folder, "bom.json"), NewPlatform(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Contains("elsewhere", RulebookCatalogue.LoadWith(folder).Platforms);
    }

    [Fact]
    public void A_calendar_of_the_folder_takes_the_shipped_ones_place()
    {
        Write("china.json", Samples.With(Samples.Calendar, ("source", "\"elsewhere\""), ("days", "[]")).Json);

        Assert.Empty(RulebookCatalogue.LoadWith(folder).Calendar("china")!.Days);
    }

    [Fact]
    public void Every_fault_of_every_file_is_told_and_nothing_is_loaded()
    {
        Write("a.json", "{");
        Write("b.json", Samples.With(("nameZh", null), ("metrics.0.replyRate.withinSeconds", "0")).Json);

        var thrown = Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.LoadWith(folder));

        Assert.Equal(["", "nameZh", "metrics[0].replyRate.withinSeconds"], thrown.Faults.Select(fault => fault.Path));
        Assert.All(thrown.Faults, fault => Assert.StartsWith(folder, fault.File, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_files_of_the_same_version_are_a_fault()
    {
        Write("a.json", NewPlatform());
        Write("b.json", NewPlatform());

        var fault = Assert.Single(Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.LoadWith(folder)).Faults);

        Assert.Contains("is also in", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_between_shipped_ones_must_fit_them()
    {
        Write("new.json", Samples.With(("version", "\"2030-01-01\""), ("endsBefore", null)).Json);

        var fault = Assert.Single(Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.LoadWith(folder)).Faults);

        Assert.Equal(("endsBefore", "overlaps version 2030-01-01; write 2030-01-01"), (fault.Path, fault.Problem));
    }

    [Fact]
    public void What_is_no_text_or_too_large_or_not_there_is_a_fault_and_no_crash()
    {
        File.WriteAllBytes(Path.Combine(folder, "binary.json"), [0x7b, 0xff, 0xfe, 0x7d]);
        using (var large = File.Create(Path.Combine(folder, "large.json")))
        {
            large.SetLength(RulebookFiles.MaxBytes + 1L);
        }

        var faults = Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.LoadWith(folder)).Faults;
        var missing = Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.LoadWith(Path.Combine(folder, "nowhere"))).Faults;

        Assert.Equal(2, faults.Count);
        Assert.Contains("is no UTF-8 text: wrong at byte 1", faults[0].Problem, StringComparison.Ordinal);
        Assert.Contains("16 MiB", faults[1].Problem, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Single(missing).Problem, StringComparison.Ordinal);
    }

    private static string NewPlatform() => Samples.With(("platform", "\"elsewhere\""), ("endsBefore", null)).Json;

    private string Write(string name, string json)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
        return path;
    }
}
