// Prints the cases of the generated Python as JSON, for python_code.py.
import { codeCases } from '../generatedCode';

process.stdout.write(JSON.stringify(codeCases()));
