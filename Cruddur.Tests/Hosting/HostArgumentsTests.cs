using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Switches_and_settings_are_told_apart()
    {
        var arguments = HostArguments.Parse(
            ["--verbose", "--publisher", "manifest", "--output-path=m.json", "--Ports:Web=3001", "--AWS:Provision", "true", "--CRUDDUR_DATA=/x=y"]);

        Assert.True(arguments.Verbose);
        Assert.False(arguments.Help);
        Assert.Empty(arguments.Problems);
        Assert.Equal(
            ["--Publishing:Publisher=manifest", "--Pipeline:OutputPath=m.json", "--Ports:Web=3001", "--AWS:Provision=true", "--CRUDDUR_DATA=/x=y"],
            arguments.Settings);
    }

    [Fact]
    public void What_is_not_understood_is_told_all_at_once()
    {
        var arguments = HostArguments.Parse(["stop", "--fast", "--Ports:Web", "--help"]);

        Assert.True(arguments.Help);
        Assert.Equal(["'stop' is not an option.", "'--fast' is not an option.", "--Ports:Web needs a value."], arguments.Problems);
    }

    [Fact]
    public void The_command_line_comes_before_the_settings_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{ "Ports": { "Web": 1, "Api": 2 } }""");

        var model = new DistributedApplicationBuilder(["--Ports:Web=3"], appHost: null, folder.Path);

        Assert.Equal(("3", "2"), (model.Configuration["Ports:Web"], model.Configuration["Ports:Api"]));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("-a")]
    public void A_name_that_is_no_host_name_is_refused(string name)
    {
        var model = new DistributedApplicationBuilder([], appHost: null, Path.GetTempPath());

        Assert.Throws<DistributedApplicationException>(() => model.AddParameter(name, () => ""));
    }
}
