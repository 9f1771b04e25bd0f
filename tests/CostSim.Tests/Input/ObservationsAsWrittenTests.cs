using System.Text;
using CostSim.Cli.Input;

namespace CostSim.Tests.Input;

/// <summary>The same observations in every way that files are laid out, sound and unsound: read with the right numbers, or refused with the place.</summary>
public sealed class ObservationsAsWrittenTests
{
    [Theory]
    [InlineData("years\n1.5\n2\n-3\n")]
    [InlineData("\"years\"\r\n\"1.5\"\r\n2\r\n -3 \r\n\r\n")]
    [InlineData("years\r1.5\r2\r-3")]
    [InlineData("kind;years;\na, b;1,5;\n;2;\nc;-3;\n")]
    [InlineData("kind|years\na|1.5\n\"b|c\"|2\n|-3\n")]
    [InlineData("years\tkind\n1.5\ta\n2\t\n-3\tc d\n")]
    [InlineData("delay, in years;years\n1;1,5\n1;2\n1;-3\n")]
    [InlineData("n,years\n1,1.5\n2,2\n3,-3\nSum,0.5\n", "line 5, column \"n\": \"Sum\" is no")]
    [InlineData("n,years\n1,1.5\n2,2\n3,-3\n,0.5\n", "line 5, column \"n\": empty, unlike in line 2")]
    [InlineData("years,n\n1.5,a\n2,b\n-3,c\n0.5,Gemiddelde\n", "line 5, column \"n\": \"Gemiddelde\" is no")]
    [InlineData("years\n1.5\n2\nTotal\n", "line 4, column \"years\": \"Total\" is not a finite number")]
    [InlineData("years\n1.5\n2\nyears\n-3\n", "line 4, column \"years\": \"years\" is not a finite number")]
    [InlineData("years\nyr\n1.5\n2\n-3\n", "line 2, column \"years\": \"yr\" is not a finite number")]
    [InlineData("# delays\nyears\n1.5\n", "no column \"years\"")]
    [InlineData("years\n# delays\n1.5\n", "line 2, column \"years\": \"# delays\" is not a finite number")]
    [InlineData("years\n1,5\n2\n", "line 2: the row has 2 fields where the header has 1")]
    [InlineData("years,kind\n1,5,a\n2,5,b\n", "line 2: the row has 3 fields where the header has 2")]
    [InlineData("years,kind\n1.5,a\n2\n", "line 3: the row has 1 fields where the header has 2")]
    [InlineData("years,kind\n1.5,a,\n2,b,\n", "line 2: the row has 3 fields where the header has 2")]
    [InlineData("years\n1.5\n\n2\n", "line 3, column \"years\": the value is missing")]
    [InlineData("years\n1.5\n\"\"\n", "line 3, column \"years\": the value is missing")]
    [InlineData("years,kind\n1.5,\"a\n2,b\n", "line 2: a quote is not closed on its line")]
    [InlineData("sep=,\nyears,kind\n1.5,a\n", "line 1: \"sep=,\" is a hint for Excel")]
    [InlineData("years;kind,of\n1,5;a\n2;b\n-3;c\n")]
    [InlineData("years;kind,of\n1;a,b\n", "line 1: the headings are separated by more than one")]
    [InlineData("years,kind\n1.5,\n2,\n-3,\n")]
    public void A_file_of_observations(string text, string? message = null)
    {
        (string Message, string Fix)? fault = ObservationFile.Read("file.csv", "years", _ => Encoding.UTF8.GetBytes(text), out double[] values);
        if (message is null)
        {
            Assert.Null(fault);
            Assert.Equal([1.5, 2, -3], values);
            return;
        }

        Assert.Contains(message, fault!.Value.Message, StringComparison.Ordinal);
        Assert.Contains("file.csv", fault.Value.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Value.Fix);
    }
}
